import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict

from irctest import patma
from irctest.basecontrollers import BaseServerController, DirectoryBasedController
from irctest.specifications import Capabilities, OptionalBehaviors

CONFIG = """
name = "My.Little.Server"
[[listen]]
address = "127.0.0.1:{port}"
protocol = "irc"
proxy_protocol = {proxy}
{websocket}
[[listen]]
address = "unix:{directory}/line.sock"
[proxy]
trusted = ["127.0.0.1/32"]
[rooms]
lobby = ""
[limits]
messages_per_second = 0
connects_per_second = 0
connections_per_address = 10000
[irc]
network = "PartylineTest"
description = "test server"
{password}
[store]
path = "{directory}/partyline.db"
[accounts]
operators = ["operuser"]                  # an account, made by registerUser at the start (DESIGN: operators are accounts)
password_min = 1
hash_memory_mib = 19
hash_passes = 1
register_after_seconds = 0
registrations_per_address_day = 0
registrations_per_10_minutes = 0
scram = true
scram_rounds = 4096
register_before_connect = {before}
register_needs_email = {email}
always_on = {always_on}
"""


def tree():
    return defaultdict(tree)


class PartylineController(BaseServerController, DirectoryBasedController):
    software_name = "Partyline"
    supported_sasl_mechanisms = {"PLAIN", "SCRAM-SHA-256"}
    supports_sts = False
    extban_mute_char = "m"
    nickserv = "NickServ"
    _port_wait_interval = 0.01
    capabilities = frozenset(c for c in Capabilities if c is not Capabilities.STS)
    optional_behaviors = frozenset(OptionalBehaviors) - {OptionalBehaviors.NON_UTF8_MESSAGE}
    isupport = {
        "BOT": "B", "CASEMAPPING": "ascii", "ELIST": patma.StrRe("[CMNTU]+"), "MONITOR": patma.ANYSTR,
        "PREFIX": "(qov)~@+", "STATUSMSG": "~@+", "TARGMAX": patma.ANYSTR, "UTF8ONLY": None, "WHOX": None,
    }

    def run(self, hostname, port, *, password, ssl, run_services, faketime, websocket_hostname, websocket_port):
        self.hostname, self.port = hostname, port
        self.create_config()
        stub = tree()
        listeners = stub["server"]["listeners"]
        listeners[port] = None
        if self.test_config.ergo_config:
            self.test_config.ergo_config(stub)
        yes = lambda value: "true" if value else "false"
        with self.open_file("partyline.toml", "w") as file:
            file.write(CONFIG.format(
                port=port, directory=self.directory,
                websocket="" if websocket_port is None else
                f'[[listen]]\naddress = "127.0.0.1:{websocket_port}"\nweb = true\n',
                password="" if password is None else f'password = "{password}"',
                proxy=yes(any(each and each["proxy"] for each in listeners.values())),
                before=yes(self.test_config.account_registration_before_connect),
                email=yes(self.test_config.account_registration_requires_email),
                always_on=yes(stub["accounts"]["multiclient"].get("always-on") == "opt-out")))
        prefix = []
        if faketime and shutil.which("faketime"):
            prefix, self.faketime_enabled = ["faketime", "-f", faketime], True
        configured = ["--config", self.directory / "partyline.toml"]
        # What irctest's OPER names is an account as others are.
        subprocess.run(
            ["partylined", *configured, "--create-operator", "operuser"], input=b"operpassword\n", check=True,
            stdout=subprocess.DEVNULL)
        self.proc = self.execute([*prefix, "partylined", *configured])

    def wait_for_services(self):
        self.wait_for_port()

    def registerUser(self, case, username, password=None):
        self.wait_for_port()
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.directory / "line.sock"))
            line.sendall(f"/wire 1\n@1 /nick {username}\n@2 /register {password}\n@3 /quit\n".encode())
            answer = line.makefile("rb").read().decode()
        assert "\nOK 2" in answer and "\nOK 3" in answer, answer


def get_irctest_controller_class():
    return PartylineController
