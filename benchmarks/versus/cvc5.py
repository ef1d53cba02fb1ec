"""cvc5 as a command-line solver, through its Python package.

    hornbeam … --engine smtlib --solver "python3 benchmarks/versus/cvc5.py"

The last argument is the path of an SMT-LIB script; those before it are options of cvc5, as `--NAME=VALUE` or
`--NAME`. Prints what cvc5 answers to each command, `(get-value …)` included. There is no limit of time unless
one is given (`--tlimit-per=MILLISECONDS`): whoever runs the solver ends it.

Needs the package `cvc5` (pip install cvc5); without it: exit 2.
"""

import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources

from cvc5_run import answers, load


def main(arguments):
    cvc5 = load()
    if not arguments or arguments[-1].startswith("--"):
        print(__doc__, file=sys.stderr)
        return 2
    options = {"strings-exp": "true"}
    for argument in arguments[:-1]:
        name, given, value = argument.removeprefix("--").partition("=")
        options[name] = value if given else "true"
    try:
        for said in answers(cvc5, arguments[-1], options):
            print(said, end="" if said.endswith("\n") else "\n", flush=True)
    except Exception as error:
        message = str(error).strip().replace('"', '""')
        print(f'(error "{message}")', flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
