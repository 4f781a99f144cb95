"""Answers with what Google's Python protobuf makes of messages and their JSON.

    python3 json_peer.py NAME=DESCRIPTOR_SET ...

Requests are four parts: the name of a descriptor set, the full name of a message, its wire, and JSON of
it. Answers are three: the JSON read into wire, the wire written as JSON, and that JSON read into wire.
All are `?` where the message is not known.
"""
import pathlib
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

from channel import attempt, parts, reply


def load(path):
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(path).read_bytes()).file:
        try:
            pool.AddSerializedFile(file.SerializeToString())
        except TypeError as error:
            # A schema of ours that goes further than Google's implementation does.
            print(f"{file.name} is left out: {error}", file=sys.stderr)
    return pool


def main():
    pools = {name: load(path) for name, path in (argument.split("=", 1) for argument in sys.argv[1:])}
    while True:
        pool, name, wire, text = parts(4)
        pool = pools[pool.decode()]
        try:
            cls = message_factory.GetMessageClass(pool.FindMessageTypeByName(name.decode()))
        except KeyError:
            reply([b"?"] * 3)
            continue

        def read(text):
            return json_format.Parse(text, cls(), descriptor_pool=pool).SerializeToString()

        def write():
            return json_format.MessageToJson(cls.FromString(wire), descriptor_pool=pool).encode()

        written = attempt(write)
        answers = [attempt(lambda: read(text)), written]
        answers.append(attempt(lambda: read(written[1:])) if written[:1] == b"=" else b"!")
        reply(answers)


if __name__ == "__main__":
    main()
