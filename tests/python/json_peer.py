"""Answers with what Google's Python protobuf makes of messages and their JSON.

    python3 json_peer.py NAME=DESCRIPTOR_SET ...

Requests on standard input are four parts, each behind its length as a little-endian u32: the name of a
descriptor set, the full name of a message, its wire, and JSON of it. Answers are three: the JSON read
into wire, the wire written as JSON, and that JSON read into wire. A part that failed is `!` and why;
one that did not is `=` and the content, and
all are `?` where the message is not known.
"""
import pathlib
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory


def load(path):
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(path).read_bytes()).file:
        try:
            pool.AddSerializedFile(file.SerializeToString())
        except TypeError as error:
            # A schema of ours that goes further than Google's implementation does.
            print(f"{file.name} is left out: {error}", file=sys.stderr)
    return pool


def parts(count):
    for _ in range(count):
        head = sys.stdin.buffer.read(4)
        if len(head) < 4:
            sys.exit(0)
        yield sys.stdin.buffer.read(struct.unpack("<I", head)[0])


def reply(answers):
    for answer in answers:
        sys.stdout.buffer.write(struct.pack("<I", len(answer)) + answer)
    sys.stdout.buffer.flush()


def attempt(work):
    try:
        return b"=" + work()
    except Exception as error:  # Whatever the peer refuses is an answer.
        return b"!" + repr(error).encode()


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


main()
