"""Parses every YAML file under a folder with PyYAML's C loader and drops what it read.

The least that a script in Python has to do before it can check or count anything. Without a folder
it only says which PyYAML is here, or ends with 1 and says what is missing.
"""

import os
import sys

try:
    import yaml
except ImportError:
    sys.exit("PyYAML is not installed")
if not yaml.__with_libyaml__:
    sys.exit("PyYAML is installed without its C loader")


def parse_all(top):
    for folder, _, names in os.walk(top):
        for name in names:
            if name.endswith(".yaml"):
                with open(os.path.join(folder, name), "rb") as file:
                    yaml.load(file.read(), Loader=yaml.CSafeLoader)


if len(sys.argv) == 2:
    parse_all(sys.argv[1])
else:
    print("PyYAML", yaml.__version__)
