#!/usr/bin/env python3
"""Runs a command under what a systemd unit says of system calls, without systemd.

    scripts/confine.py packaging/systemd/partylined.service COMMAND...

SystemCallFilter=, SystemCallErrorNumber=, MemoryDenyWriteExecute= and RestrictAddressFamilies= become one seccomp filter,
as systemd.exec(5) has them. Groups (@system-service) are what `systemd-analyze syscall-filter` says. Needs libseccomp.
"""
import ctypes
import errno
import os
import socket
import subprocess
import sys

ALLOW = 0x7FFF0000
ERRNO = 0x00050000
EQUAL, MASKED_EQUAL = 4, 7
PROT_WRITE, PROT_EXEC, SHM_EXEC = 2, 4, 0o100000


class Comparison(ctypes.Structure):
    """struct scmp_arg_cmp"""
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def settings(unit):
    """The lines of [Service], in their order."""
    section = None
    for line in open(unit, encoding="utf-8"):
        line = line.strip()
        if line.startswith("["):
            section = line
        elif section == "[Service]" and "=" in line and line[0] not in "#;":
            yield line.split("=", 1)


def members(name):
    """The system calls of a group, or the one that is named."""
    if not name.startswith("@"):
        return {name}
    lines = subprocess.run(["systemd-analyze", "syscall-filter", name], check=True, capture_output=True, text=True).stdout
    inside = [line.strip() for line in lines.splitlines()[1:]]
    return {call for line in inside if line and line[0] != "#" for call in members(line)}


def main():
    unit, command = sys.argv[1], sys.argv[2:]
    allowed, families, error, deny_write_execute, without_sockets = set(), [], errno.EPERM, False, False
    for key, value in settings(unit):
        if key == "SystemCallFilter":
            calls = {call for name in value.lstrip("~").split() for call in members(name)}
            allowed = allowed - calls if value.startswith("~") else allowed | calls
        elif key == "SystemCallErrorNumber":
            error = getattr(errno, value)
        elif key == "MemoryDenyWriteExecute":
            deny_write_execute = value == "yes"
        elif key == "RestrictAddressFamilies":
            families = [] if value == "none" else [getattr(socket, family) for family in value.split()]
            without_sockets = value == "none"
    if not allowed:
        sys.exit(f"{unit} has no SystemCallFilter=")

    allowed |= members("@default")  # "always permitted", whatever is listed
    if without_sockets:
        allowed.discard("socket")
    conditions = {}
    if deny_write_execute:
        conditions["mmap"] = [Comparison(2, MASKED_EQUAL, PROT_WRITE, 0), Comparison(2, MASKED_EQUAL, PROT_EXEC, 0)]
        for call in ["mprotect", "pkey_mprotect"]:
            conditions[call] = [Comparison(2, MASKED_EQUAL, PROT_EXEC, 0)]
        conditions["shmat"] = [Comparison(2, MASKED_EQUAL, SHM_EXEC, 0)]
    if families:
        conditions["socket"] = [Comparison(0, EQUAL, family, 0) for family in families]

    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ERRNO | error)))
    for call in sorted(allowed):
        number = library.seccomp_syscall_resolve_name(call.encode())
        if number < 0:
            continue  # not of this architecture
        for condition in conditions.get(call, [None]):
            count = 0 if condition is None else 1
            array = (Comparison * 1)(condition or Comparison())
            status = library.seccomp_rule_add_array(context, ctypes.c_uint32(ALLOW), number, count, array)
            if status != 0:
                sys.exit(f"seccomp_rule_add_array {call}: {os.strerror(-status)}")
    # Sets PR_SET_NO_NEW_PRIVS, too.
    status = library.seccomp_load(context)
    if status != 0:
        sys.exit(f"seccomp_load: {os.strerror(-status)}")
    os.execvp(command[0], command)


main()
