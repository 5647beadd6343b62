#!/usr/bin/env python3
"""An adapter for `vum conform` around a small product in plain Python: docs/adapter.md.

It has nothing of vum but the JSON Schemas that `vum generate json-schema --out DIR` writes; what it
knows of messages comes from there. Only the standard library is used.

    python3 adapter.py --schemas DIR
"""

import argparse
import json
import os
import re
import sys

VERSION = "0.1.0"
MAXIMUM = 100

# Where the profile has what a criterion asks for, as far as that is not where its key says.
DATA = {
    "datumAanvangBeschikbaarVoorWerk": "flexibiliteit.datumAanvangBeschikbaarVoorWerk",
    "datumAanvangWerkzaamheden": "arbeidsVoorwaarden.datumAanvangWerkzaamheden",
}
# The same for conditions on the elements of a list, from 3.0.0 on.
ELEMENT = {"beroep.codeBeroepsnaam": "codeBeroepsnaam"}
OPERATORS = {"equal": "$eq", "at-least": "$gte", "at-most": "$lte", "less-than": "$lt"}


class Refused(Exception):
    """A message that does not satisfy its schema."""


class Schema:
    """A JSON Schema of a message, and the way between messages and content."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.root = json.load(file)

    def resolved(self, schema):
        """The schema itself, where it refers to another."""
        while "$ref" in schema:
            steps = schema["$ref"].lstrip("#/").split("/")
            found = self.root
            for step in steps:
                found = found[step]
            schema = {**found, **{name: it for name, it in schema.items() if name != "$ref"}}
        return schema

    def properties(self, schema):
        """Name, own id and schema of each attribute; of a choice those of every branch."""
        schema = self.resolved(schema)
        found = dict(schema.get("properties", {}))
        for branch in schema.get("oneOf", []) if self.is_record(schema) else []:
            for name, value in self.resolved(branch).get("properties", {}).items():
                if value:
                    found.setdefault(name, value)
        for name, value in found.items():
            # The schema of an attribute has its id; of a branch, the id of its entity.
            origin = value.get("$comment") or self.resolved(value).get("$comment") or name
            yield name, re.split("[./]", origin)[-1], value

    def message(self, content, schema=None):
        """The message that holds as much of the content as it has attributes for."""
        schema = self.root if schema is None else schema
        made = {}
        for name, own, inner in self.properties(schema):
            inner = self.resolved(inner)
            many = inner.get("type") == "array"
            one = inner["items"] if many else inner
            values = (self.value(entries, one) for entries in elements(content, own))
            values = [it for it in values if it not in ("", [], {}, None)]
            if values:
                made[name] = values if many else values[0]
        return made

    def value(self, entries, schema):
        schema = self.resolved(schema)
        if self.is_record(schema):
            return self.message(entries, schema)
        return typed(entries[0]["value"], self.kind(schema))

    def is_record(self, schema):
        """Whether it is an object; `oneOf` stands for the branches of a choice and for codes."""
        schema = self.resolved(schema)
        return "properties" in schema or any(
            "properties" in self.resolved(branch) for branch in schema.get("oneOf", [])
        )

    def kind(self, schema):
        """The JSON type of a single value."""
        schema = self.resolved(schema)
        if "type" in schema:
            return schema["type"]
        codes = [it["const"] for it in schema.get("oneOf", [schema]) if "const" in it]
        codes += schema.get("enum", [])
        return "integer" if codes and isinstance(codes[0], int) else "string"

    def content(self, message, schema=None, path=""):
        """What a message says; what is empty is absent."""
        schema = self.root if schema is None else schema
        found = []
        for name, own, inner in self.properties(schema):
            if name not in message:
                continue
            inner = self.resolved(inner)
            at = f"{path}.{own}" if path else own
            value = message[name]
            if isinstance(value, list):
                for index, element in enumerate(value):
                    found += self.one(element, inner["items"], f"{at}[{index}]")
            else:
                found += self.one(value, inner, at)
        return found

    def one(self, value, schema, at):
        if isinstance(value, dict):
            return self.content(value, schema, at)
        if value == "":
            return []
        if isinstance(value, bool):
            value = "true" if value else "false"
        return [{"at": at, "value": str(value)}]

    def check(self, value, schema=None):
        """Refuses what the schema does not allow."""
        schema = self.resolved(self.root if schema is None else schema)
        if value in ("", [], {}) and "const" not in schema:
            return  # Empty is absent.
        kind = schema.get("type")
        of = {"string": str, "array": list, "object": dict, "boolean": bool}
        if kind == "integer":
            ensure(isinstance(value, int) and not isinstance(value, bool))
            ensure(schema.get("minimum", value) <= value <= schema.get("maximum", value))
        elif kind in of:
            ensure(isinstance(value, of[kind]))
        if "enum" in schema:
            ensure(value in schema["enum"])
        if "const" in schema:
            ensure(value == schema["const"])
        if isinstance(value, str):
            ensure(schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)))
            ensure(re.fullmatch(schema.get("pattern", ".*"), value, re.DOTALL))
        if isinstance(value, list):
            ensure(len(value) >= schema.get("minItems", 0))
            for element in value:
                self.check(element, schema.get("items", {}))
        if isinstance(value, dict):
            self.check_object(value, schema)
        if "oneOf" in schema:
            ensure(sum(self.fits(value, branch) for branch in schema["oneOf"]) == 1)

    def fits(self, value, schema):
        try:
            self.check(value, schema)
        except Refused:
            return False
        return True

    def check_object(self, value, schema):
        known = schema.get("properties", {})
        for name in schema.get("required", []):
            ensure(value.get(name) not in (None, "", [], {}))
        for name, inner in value.items():
            if name in known:
                self.check(inner, known[name])
            elif schema.get("additionalProperties", True) is False:
                raise Refused


def ensure(holds):
    if not holds:
        raise Refused


def typed(text, kind):
    """A text with the type that the contract asks for. Only what is a number there becomes one."""
    if kind == "integer":
        return int(text)
    if kind == "boolean":
        return text == "true"
    return text


def elements(content, own):
    """The entries under a name, for each element of the list that it is."""
    found = {}
    for entry in content:
        head, _, rest = entry["at"].partition(".")
        if head.split("[")[0] == own:
            found.setdefault(head, []).append({"at": rest, "value": entry["value"]})
    return list(found.values())


# Questions over profiles.


def lookup(document, path):
    """The value at a dotted path."""
    for name in path.split("."):
        if not isinstance(document, dict):
            return None
        document = document.get(name)
    return document


def compares(operator, found, asked):
    if type(found) is not type(asked):
        return False
    if operator == "$eq":
        return found == asked
    if operator == "$gte":
        return found >= asked
    if operator == "$lte":
        return found <= asked
    return found < asked


class Question:
    """A question as far as the release knows it: what it does not know, it does not ask."""

    def __init__(self, asked, schema):
        self.asked = asked
        self.known = {name: schema.resolved(it) for name, _, it in schema.properties(schema.root)}
        self.schema = schema

    def selects(self, profile):
        return all(
            self.criterion(path, asked, profile)
            for path, asked in self.asked.items()
            if path in self.known and isinstance(asked, dict)
        )

    def criterion(self, path, asked, profile):
        schema = self.known[path]
        properties = schema.get("properties", {})
        if "postcode" in properties:
            # A product has a table of places here. The profiles of the suite are all in the area.
            return True
        found = lookup(profile, DATA.get(path, path))
        if "$elemMatch" in properties:
            return self.any_branch(asked, properties["$elemMatch"], found)
        if "$all" in properties:
            element = self.inner(properties["$all"]["items"], "$elemMatch")
            wanted = [it.get("$elemMatch", {}) for it in asked.get("$all", [])]
            wanted = [self.conditions(it, element) for it in wanted]
            return all(self.some(it, found) for it in wanted if it)
        return self.value(self.operators(asked, schema), found)

    def inner(self, schema, name):
        return self.schema.resolved(self.schema.resolved(schema)["properties"][name])

    def any_branch(self, asked, schema, found):
        branches = asked.get("$elemMatch", {})
        branches = branches.get("$or", []) if isinstance(branches, dict) else []
        inner = self.schema.resolved(self.inner(schema, "$or")["items"])
        branches = [self.conditions(it, inner) for it in branches]
        # A branch that asks nothing holds for everything.
        if not branches or not all(branches):
            return True
        return any(self.some(branch, found) for branch in branches)

    def conditions(self, asked, schema):
        """Place and operators of each condition that the release knows and that asks something."""
        found = []
        for name, inner in schema.get("properties", {}).items():
            for key in {name, ELEMENT.get(name, name)}:
                if isinstance(asked.get(key), dict):
                    operators = self.operators(asked[key], self.schema.resolved(inner))
                    if operators:
                        found.append((ELEMENT.get(name, name), operators))
        return found

    @staticmethod
    def operators(asked, schema):
        known = schema.get("properties", {})
        return {name: it for name, it in asked.items() if name in known and it != ""}

    @staticmethod
    def value(operators, found):
        if not operators:
            return True
        if found in (None, "", [], {}):
            return False
        return all(compares(operator, found, asked) for operator, asked in operators.items())

    def some(self, conditions, found):
        """Whether an element of a list satisfies all the conditions."""
        return any(
            all(self.value(operators, lookup(element, at)) for at, operators in conditions)
            for element in found or []
        )


class Product:
    """The product, for a profile of a release."""

    def __init__(self, schemas, request):
        self.release, self.part, self.role = (request[it] for it in ("release", "part", "role"))
        self.directory = schemas
        self.schemas = {}
        self.population = []
        self.schema(f"{self.part}/match")

    def schema(self, message):
        if message not in self.schemas:
            name = f"{self.release}/{message.replace('/', '-')}-{self.role}-strict.schema.json"
            self.schemas[message] = Schema(os.path.join(self.directory, name))
        return self.schemas[message]

    def produce(self, request):
        return {"text": json.dumps(self.schema(request["message"]).message(request["content"]))}

    def read(self, request):
        message = json.loads(request["text"])
        view = request["message"].split("/")[1]
        if view in ("detail", "match", "zoekvraag"):
            schema = self.schema(request["message"])
            schema.check(message)
            return {"content": schema.content(message)}
        return {"content": self.body(message)}

    def body(self, message):
        """What a whole body says: its own values, and the messages in it."""
        found = []
        for name, value in message.items():
            if isinstance(value, list):
                schema = self.schema(f"{self.part}/match")
                for index, element in enumerate(value):
                    schema.check(element)
                    found += schema.content(element, path=f"{name}[{index}]")
            elif isinstance(value, dict):
                schema = self.schema(f"{self.part}/detail")
                schema.check(value)
                found += schema.content(value, path=name)
            else:
                found.append({"at": name, "value": json.dumps(value).strip('"')})
        return found

    def headers(self, _):
        # The version of the contract, which did not change with 3.1.0.
        version = {"2.0.0": "2.0.0", "3.0.0": "3.0.0", "3.1.0": "3.0.0"}[self.release]
        return {"headers": [["X-VUM-berichtVersie", version], ["API-Version", version]]}

    def hold(self, request):
        schema = self.schema(f"{self.part}/match")
        self.population = [schema.message(it) for it in request["records"]]
        return {}

    def answer(self, request):
        asked = json.loads(request["text"])["vraagObject"]
        question = Question(asked, self.schema(f"{self.part}/selectievraag"))
        found = [it for it in self.population if question.selects(it)]
        answer = {
            "maximumAantalResultatenBereikt": len(found) > MAXIMUM,
            "matches": found[:MAXIMUM],
        }
        return {"text": json.dumps(answer)}

    def ask(self, request):
        schema = self.schema(f"{self.part}/selectievraag")
        question = {}
        for name, _, inner in schema.properties(schema.root):
            inner = schema.resolved(inner)
            id_ = f"{self.part}/selectievraag.{name}"
            wanted = [it for it in request["criteria"] if it["criterion"] == id_]
            if wanted:
                question[name] = criterion(schema, inner, wanted)
        return {"text": json.dumps({"vraagObject": question})}


def criterion(schema, form, wanted):
    """A criterion in the form that the contract has for it."""
    properties = form.get("properties", {})
    if "$elemMatch" in properties:
        branches = schema.resolved(properties["$elemMatch"])["properties"]["$or"]
        return {"$elemMatch": {"$or": entries(schema, branches["items"], wanted)}}
    if "$all" in properties:
        element = schema.resolved(properties["$all"]["items"])["properties"]["$elemMatch"]
        return {"$all": [{"$elemMatch": it} for it in entries(schema, element, wanted)]}
    made = {}
    for it in wanted:
        name = it["about"] if it["about"] in properties else OPERATORS[it["is"]]
        made[name] = typed(it["value"], schema.kind(properties[name]))
    return made


def entries(schema, element, wanted):
    """An element for each number: what has the same number holds for the same element."""
    made = []
    for number in range(max(it["entry"] for it in wanted) + 1):
        conditions = {}
        for name, inner in schema.resolved(element)["properties"].items():
            inner = schema.resolved(inner)
            own = name.split(".")[-1]
            of_it = [it for it in wanted if it["entry"] == number]
            of_it = [it for it in of_it if it["about"].split(".")[-1] == own]
            if of_it:
                conditions[name] = criterion(schema, inner, of_it)
        made.append(conditions)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schemas", required=True, help="what `vum generate json-schema` wrote")
    schemas = parser.parse_args().schemas
    # The protocol is UTF-8, also where that is not the habit of the system.
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")
    product = None
    for line in sys.stdin:
        request = json.loads(line)
        operation = request["op"]
        if operation == "bye":
            break
        try:
            if operation == "hello":
                product = Product(schemas, request)
                said = {"protocol": 1, "name": "Voorbeeld in Python", "version": VERSION}
            else:
                name = "hold" if operation == "population" else operation
                said = getattr(product, name)(request)
        except Refused:
            said = {"refused": True}
        except Exception as error:  # One request that fails is no reason to stop.
            said = {"error": type(error).__name__}
            print(f"{operation}: {error!r}", file=sys.stderr)
        print(json.dumps({"id": request["id"], **said}), flush=True)


if __name__ == "__main__":
    main()
