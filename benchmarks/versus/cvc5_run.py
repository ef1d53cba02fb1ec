"""Runs SMT-LIB scripts with cvc5's Python API, one after the other.

    python3 cvc5_run.py [--limit SECONDS] SCRIPT…
    python3 cvc5_run.py --version

For each script one line: `NAME VERDICT SECONDS`. NAME is the path as given; VERDICT is the answer to the first
`(check-sat)`: `sat`, `unsat`, `unknown`, or `error` with the message on standard error. SECONDS is reading
plus solving, without the start of Python. The limit (10 s) is cvc5's own, for each check.

Needs the package `cvc5` (pip install cvc5); without it: exit 2.
"""

import os
import sys
import time


def load():
    """The module `cvc5`; ends the program if it is not there."""
    # A file of that name lies beside this one and must not be taken for the package.
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != here]
    try:
        import cvc5
        cvc5.InputParser
    except (ImportError, AttributeError) as error:
        print(f"error: the Python package `cvc5` cannot be used: {error}", file=sys.stderr)
        print("hint: pip install cvc5", file=sys.stderr)
        sys.exit(2)
    return cvc5


def answers(cvc5, path, options):
    """What cvc5 prints for each command of the script, as it comes."""
    solver = cvc5.Solver()
    for name, value in options.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setFileInput(cvc5.InputLanguage.SMT_LIB_2_6, path)
    symbols = parser.getSymbolManager()
    while True:
        command = parser.nextCommand()
        if command.isNull():
            return
        said = command.invoke(solver, symbols)
        if said:
            yield said


def verdict(cvc5, path, options):
    """The answer to the first check."""
    for said in answers(cvc5, path, options):
        said = said.strip()
        if said.startswith("(error"):
            raise RuntimeError(said)
        if said in ("sat", "unsat", "unknown"):
            return said
    raise RuntimeError("the script checks nothing")


def main(arguments):
    cvc5 = load()
    if arguments == ["--version"]:
        version = cvc5.Solver().getVersion()
        print(version.decode() if isinstance(version, bytes) else version)
        return 0
    limit = 10.0
    if arguments[:1] == ["--limit"] and len(arguments) > 1:
        limit = float(arguments[1])
        arguments = arguments[2:]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    options = {"strings-exp": "true", "tlimit-per": str(round(limit * 1000))}
    for path in arguments:
        start = time.perf_counter()
        try:
            said = verdict(cvc5, path, options)
        except Exception as error:  # one bad script must not cost the others their answers
            said = "error"
            print(f"{path}: {error}", file=sys.stderr)
        print(f"{path} {said} {time.perf_counter() - start:.6f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
