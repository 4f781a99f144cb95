"""Reads schemas into descriptors: as much of the language as the schemas in `features/` need.

What features mean is left to Google's implementation, which gets them as they are written.
"""
import re

from google.protobuf import descriptor_pb2

TYPES = descriptor_pb2.FieldDescriptorProto.Type
LABELS = {"optional": 1, "required": 2, "repeated": 3}


class Text:
    """The tokens of one file."""

    def __init__(self, text):
        text = re.sub(r"//[^\n]*", "", text)
        self.tokens = re.findall(r'"[^"]*"|-?[\w.]+|[^\s\w]', text)

    def next_is(self, *words):
        return bool(self.tokens) and self.tokens[0] in words

    def take(self, *words):
        """The next token, if it is one of `words` or any will do."""
        if not words or self.next_is(*words):
            return self.tokens.pop(0)
        return None

    def need(self, *words):
        assert self.next_is(*words), f"expected {words}, not {self.tokens[:5]}"
        return self.take()

    def string(self):
        return self.take().strip('"')


def read(name, text):
    """The descriptor of the file `name`."""
    text = Text(text)
    file = descriptor_pb2.FileDescriptorProto(name=name)
    while text.tokens:
        word = text.take()
        if word in ("syntax", "edition"):
            text.need("=")
            value = text.string()
            if word == "edition":
                file.syntax = "editions"
                file.edition = descriptor_pb2.Edition.Value(f"EDITION_{value}")
            elif value != "proto2":
                file.syntax = value
            text.need(";")
        elif word == "package":
            file.package = text.take()
            text.need(";")
        elif word == "import":
            file.dependency.append(text.string())
            text.need(";")
        else:
            element(word, text, file, file.message_type)
    return file


def element(word, text, scope, messages):
    """An option, an enum or a message, with or without `export` or `local` in front."""
    visibility = {"local": 1, "export": 2}.get(word)
    word = text.take() if visibility else word
    if word == "option":
        setting(text, scope.options)
        text.need(";")
        return
    if word == "enum":
        made = enumeration(text, scope.enum_type.add())
    else:
        assert word == "message", word
        made = message(text, messages.add(name=text.take()), scope)
    if visibility:
        made.visibility = visibility


def setting(text, options):
    """`name = value`, with features as a path or as a block."""
    name = text.take()
    text.need("=")
    if not text.take("{"):
        assign(options, name, text.take())
        return
    while not text.take("}"):
        part = text.take()
        text.need(":")
        assign(options, f"{name}.{part}", text.take())
        text.take(",")


def assign(options, path, value):
    *outer, last = path.split(".")
    for part in outer:
        options = getattr(options, part)
    kind = options.DESCRIPTOR.fields_by_name[last]
    values = kind.enum_type.values_by_name if kind.enum_type else None
    setattr(options, last, values[value].number if values else value == "true")


def enumeration(text, enum):
    enum.name = text.take()
    text.need("{")
    while not text.take("}"):
        word = text.take()
        if word == "option":
            setting(text, enum.options)
        else:
            text.need("=")
            enum.value.add(name=word, number=int(text.take()))
        text.need(";")
    return enum


def message(text, made, file):
    text.need("{")
    synthetic = []
    while not text.take("}"):
        if text.take("oneof"):
            index = len(made.oneof_decl)
            made.oneof_decl.add(name=text.take())
            text.need("{")
            while not text.take("}"):
                field(text, made, file).oneof_index = index
        elif text.next_is("option", "enum", "message", "export", "local"):
            element(text.take(), text, made, made.nested_type)
        else:
            is_optional = text.next_is("optional")
            one = field(text, made, file)
            if is_optional and getattr(file, "syntax", "") == "proto3":
                one.proto3_optional = True
                synthetic.append(one)
    for one in synthetic:
        one.oneof_index = len(made.oneof_decl)
        made.oneof_decl.add(name=f"_{one.name}")
    return made


def field(text, owner, file):
    label = text.take(*LABELS)
    one = owner.field.add(label=LABELS[label or "optional"])
    word = text.take()
    if word == "map":
        text.need("<")
        key, _, value, _ = (text.take() for _ in range(4))
        typed(one, None, text)
        entry(one, owner, key, value)
    else:
        typed(one, word, text)
    if word == "group":
        one.type_name, one.name = one.name, one.name.lower()
        message(text, owner.nested_type.add(name=one.type_name), file)
        return one
    if text.take("["):
        while True:
            name = text.tokens[0]
            if name == "default":
                text.take()
                text.need("=")
                one.default_value = text.take()
            else:
                setting(text, one.options)
            if text.need(",", "]") == "]":
                break
    text.need(";")
    return one


def typed(one, word, text):
    """The type, the name and the number of a field."""
    one.name = text.take()
    text.need("=")
    one.number = int(text.take())
    if word:
        kind(one, word)


def kind(one, word):
    number = dict(TYPES.items()).get(f"TYPE_{word.upper()}")
    if number:
        one.type = number
    else:
        one.type_name = word


def entry(one, owner, key, value):
    """The message that the entries of a map are."""
    one.label = LABELS["repeated"]
    one.type_name = "".join(part.capitalize() for part in one.name.split("_")) + "Entry"
    made = owner.nested_type.add(name=one.type_name)
    made.options.map_entry = True
    for number, (name, word) in enumerate((("key", key), ("value", value)), 1):
        kind(made.field.add(name=name, number=number, label=LABELS["optional"]), word)
