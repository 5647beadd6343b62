"""A runner in Python: it tells for every case whether the message is valid, by the JSON Schemas that
`vum generate json-schema` writes. It needs the package jsonschema.

    vum generate json-schema --variant strict --out schemas
    vum vectors run -- python3 outcome.py schemas

It reads a case per line and writes an answer per line; the README of the vectors has the protocol.
"""

import decimal
import json
import pathlib
import re
import sys

import jsonschema


def pattern(validator, pattern, instance, schema):
    """In Python `$` also holds before a line end at the end; in JSON Schema it does not."""
    if validator.is_type(instance, "string"):
        if not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
            yield jsonschema.ValidationError("does not match the pattern")


Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"pattern": pattern}
)


def once(pairs):
    """A name may stand once in an object."""
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError("a name stands twice")
    return dict(pairs)


def constant(_):
    raise ValueError("no JSON")


def characters(value):
    """Half of a pair of surrogates is no character, though Python takes it."""
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, list):
        for element in value:
            characters(element)
    elif isinstance(value, dict):
        for name, member in value.items():
            characters(name)
            characters(member)


def parse(data):
    # A number with a fraction or an exponent is no whole number, also not 1.0.
    value = json.loads(
        data.decode("utf-8-sig"),
        object_pairs_hook=once,
        parse_constant=constant,
        parse_float=decimal.Decimal,
    )
    characters(value)
    return value


class Judge:
    def __init__(self, schemas):
        self.schemas = pathlib.Path(schemas)
        self.validators = {}

    def validator(self, case):
        message = case["message"].replace("/", "-")
        name = f"{case['release']}/{message}-{case['role']}-strict.schema.json"
        if name not in self.validators:
            path = self.schemas / name
            self.validators[name] = None
            if path.is_file():
                schema = json.loads(path.read_text("utf-8"))
                checker = jsonschema.FormatChecker(["date"])
                self.validators[name] = Validator(schema, format_checker=checker)
        return self.validators[name]

    def answer(self, case):
        if case["syntax"] != "json":
            return {"id": case["id"], "skip": "no XML"}
        if "rules" in case:
            return {"id": case["id"], "skip": "no rules above the contract"}
        validator = self.validator(case)
        if validator is None:
            return {"id": case["id"], "skip": "no schema"}
        data = bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode()
        try:
            valid = validator.is_valid(parse(data))
        except (ValueError, RecursionError):
            valid = False
        return {"id": case["id"], "valid": valid}


def main():
    judge = Judge(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(judge.answer(json.loads(line))), flush=True)


main()
