"""Answers with what Google's Python protobuf makes of messages whose schemas set features.

    python3 features_peer.py ROOT SCHEMA ...

The first answer comes unasked: the schemas as a descriptor set in which
features have become what proto2 has words for. Requests are three parts: `read` or `make`, the full
name of a message, and its wire or the seed of a random one. Answers are three: the message
encoded, what is in it, and whether it has all required fields: `True` or `False`.
"""
import pathlib
import random
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, unknown_fields

from channel import attempt, parts, reply
import schema_text

GROUP, MESSAGE, ENUM = 10, 11, 14


def load(root, names):
    pool = descriptor_pool.DescriptorPool()
    for name in names:
        file = schema_text.read(name, (root / name).read_text())
        pool.AddSerializedFile(file.SerializeToString())
    return pool


def lowered(file):
    """A file in which labels, types and options say what features said."""
    made = descriptor_pb2.FileDescriptorProto(name=file.name, package=file.package)
    made.dependency.extend(one.name for one in file.dependencies)
    for message in file.message_types_by_name.values():
        lowered_message(message, made.message_type.add())
    for enum in file.enum_types_by_name.values():
        enum.CopyToProto(made.enum_type.add())
    for enum in made.enum_type:
        enum.ClearField("visibility")
    return made


def lowered_message(message, made):
    made.name = message.name
    made.options.map_entry = message.GetOptions().map_entry
    for field in message.fields:
        one = made.field.add(name=field.name, number=field.number, type=field.type)
        one.label = 3 if field.is_repeated else 2 if field.is_required else 1
        one.options.packed = field.is_packed
        named = field.message_type or field.enum_type
        if named:
            one.type_name = f".{named.full_name}"
        if field.containing_oneof and not field.containing_oneof.name.startswith("_"):
            one.oneof_index = field.containing_oneof.index
    for oneof in message.oneofs:
        if not oneof.name.startswith("_"):
            made.oneof_decl.add(name=oneof.name)
    for nested in message.nested_types:
        lowered_message(nested, made.nested_type.add())
    for enum in message.enum_types:
        enum.CopyToProto(made.enum_type.add())


def is_map(field):
    return bool(field.message_type) and field.message_type.GetOptions().map_entry


def shown(message):
    """What is set, by number, and then what is unknown, in its order."""
    present = {field.number for field, _ in message.ListFields()}
    fields = sorted(message.DESCRIPTOR.fields, key=lambda field: field.number)
    items = []
    for field in fields:
        if field.number in present:
            items.append(f"{field.number}: {shown_field(field, getattr(message, field.name))}")
    items.extend(shown_unknown(unknown_fields.UnknownFieldSet(message)))
    return "{" + ", ".join(items) + "}"


def shown_field(field, value):
    if is_map(field):
        key, of = (field.message_type.fields_by_name[name] for name in ("key", "value"))
        # Reading a message by its key keeps its type.
        entries = sorted(f"{shown_value(key, k)} => {shown_value(of, value[k])}" for k in value)
        return "[" + ", ".join(entries) + "]"
    if field.is_repeated:
        return "[" + ", ".join(shown_value(field, one) for one in value) + "]"
    return shown_value(field, value)


def shown_value(field, value):
    if field.type in (GROUP, MESSAGE):
        return shown(value)
    if isinstance(value, float):
        code = "<f" if field.type == 2 else "<d"
        return struct.pack(code, value)[::-1].hex()
    if isinstance(value, str):
        return value.encode().hex()
    if isinstance(value, bytes):
        return value.hex()
    return str(int(value))


def shown_unknown(fields):
    for field in fields:
        data = field.data
        if field.wire_type == 3:
            data = "{" + ", ".join(shown_unknown(data)) + "}"
        elif field.wire_type == 2:
            data = data.hex()
        yield f"?{field.field_number}/{field.wire_type}: {data}"


def fill(message, choice, depth):
    """Sets random fields through the interface that every user has."""
    for field in message.DESCRIPTOR.fields:
        is_message = field.type in (GROUP, MESSAGE) and not is_map(field)
        if not field.is_required and (choice.random() < 0.5 or is_message and depth > 2):
            continue
        value = getattr(message, field.name)
        if is_map(field):
            key, of = (field.message_type.fields_by_name[name] for name in ("key", "value"))
            for _ in range(choice.randrange(4)):
                if of.message_type:
                    if depth < 3:
                        fill(value[scalar(key, choice)], choice, depth + 1)
                else:
                    value[scalar(key, choice)] = scalar(of, choice)
        elif is_message:
            value = value.add() if field.is_repeated else value
            value.SetInParent()
            fill(value, choice, depth + 1)
        elif field.is_repeated:
            value.extend(scalar(field, choice) for _ in range(choice.randrange(5)))
        else:
            setattr(message, field.name, scalar(field, choice))


def scalar(field, choice):
    if field.type == ENUM:
        numbers = [value.number for value in field.enum_type.values]
        return choice.choice(numbers if field.enum_type.is_closed else numbers + [77, -77])
    if field.type in (1, 2):
        return choice.choice([0.0, -0.0, 1.5, -2.25, float("inf")])
    if field.type == 8:
        return choice.random() < 0.5
    if field.type == 9:
        return choice.choice(["", "a", "žluť", "x" * 40])
    if field.type == 12:
        return choice.choice([b"", b"\xff\x00", b"y" * 40])
    signed = [-1, -(2**31)] if field.type in (3, 5, 15, 16, 17, 18) else [2**32 - 1]
    return choice.choice([0, 1, 127, 128, 2**31 - 1] + signed)


def main():
    root, *names = sys.argv[1:]
    pool = load(pathlib.Path(root), names)
    files = [lowered(pool.FindFileByName(name)) for name in names]
    reply([b"=" + descriptor_pb2.FileDescriptorSet(file=files).SerializeToString()])
    while True:
        kind, name, payload = parts(3)
        cls = message_factory.GetMessageClass(pool.FindMessageTypeByName(name.decode()))

        def message():
            if kind == b"read":
                return cls.FromString(payload)
            made = cls()
            fill(made, random.Random(payload), 0)
            return made

        reply([
            attempt(lambda: message().SerializePartialToString(deterministic=True)),
            attempt(lambda: shown(message()).encode()),
            attempt(lambda: str(message().IsInitialized()).encode()),
        ])


if __name__ == "__main__":
    main()
