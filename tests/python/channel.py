"""How the peers talk: parts, each behind its length as a little-endian u32.

Requests come on standard input, answers go to standard output. A part of an answer is `=` and its
content, or `!` and why there is none.
"""
import struct
import sys


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
