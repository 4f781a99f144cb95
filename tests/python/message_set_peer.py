"""Answers with what Google's Python protobuf finds in message sets.

    python3 message_set_peer.py

Requests are the number of an extension and the wire of a set. Answers are two: the message of that
extension, and a set with nothing but that extension.
"""
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from channel import attempt, parts, reply

NUMBERS = 12345, 536870911, 536870912, 547758374, 2147483646
OPTIONAL, REPEATED = 1, 3
INT32, STRING, MESSAGE = 5, 9, 11


def schema():
    file = descriptor_pb2.FileDescriptorProto(name="sets.proto", package="sets", syntax="proto2")
    message_set = file.message_type.add(name="Set")
    message_set.options.message_set_wire_format = True
    message_set.extension_range.add(start=4, end=2**31 - 1)
    part = file.message_type.add(name="Part")
    part.field.add(name="i", number=1, type=INT32, label=OPTIONAL)
    part.field.add(name="s", number=6, type=STRING, label=OPTIONAL)
    part.field.add(name="list", number=7, type=INT32, label=REPEATED)
    for number in NUMBERS:
        extension = part.extension.add(name=f"part{number}", number=number, type=MESSAGE, label=OPTIONAL)
        extension.type_name, extension.extendee = ".sets.Part", ".sets.Set"
    return file


def main():
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(schema().SerializeToString())
    message_set = message_factory.GetMessageClass(pool.FindMessageTypeByName("sets.Set"))
    message_factory.GetMessageClass(pool.FindMessageTypeByName("sets.Part"))

    def alone(part, wire):
        found = message_set.FromString(wire)
        if found.HasExtension(part):
            only = message_set()
            only.Extensions[part].CopyFrom(found.Extensions[part])
            return only.SerializeToString()
        return b""

    while True:
        number, wire = parts(2)
        part = pool.FindExtensionByName("sets.Part.part" + number.decode())
        answers = [attempt(lambda: message_set.FromString(wire).Extensions[part].SerializeToString())]
        reply(answers + [attempt(lambda: alone(part, wire))])


if __name__ == "__main__":
    main()
