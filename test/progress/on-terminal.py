"""Runs a program on a terminal of its own, and does things to the terminal as the program goes.

Reads {"argv", "cwd", "env", "columns", "rows", "steps": [{"after", "send"?, "resize"?: [columns, rows]}], "timeoutSeconds"} from stdin. Each step waits
until its text was written. Prints {"output", "code", "missing", "resizes", "isAsBefore"}: all that was written, escape sequences included; the text that never
came; after how many bytes the size changed; whether the terminal's modes at the end are those of the beginning.
"""
import base64, fcntl, json, os, pty, select, signal, struct, sys, termios, time

job = json.load(sys.stdin)


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


# Opened here and kept: its modes can be looked at when the program is gone.
terminal, own_side = pty.openpty()
resize(terminal, job["columns"], job["rows"])
modes = termios.tcgetattr(own_side)
pid = os.fork()
if pid == 0:
    os.setsid()
    fcntl.ioctl(own_side, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(own_side, descriptor)
    os.chdir(job["cwd"])
    os.execvpe(job["argv"][0], job["argv"], job["env"])

output = b""
ended = None
deadline = time.monotonic() + job["timeoutSeconds"]


def read_more():
    global output, ended
    if select.select([terminal], [], [], 0.02)[0]:
        output += os.read(terminal, 65536)
    elif ended is None:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done == pid:
            ended = status
    else:
        return False
    return True


missing, seen, resizes = None, 0, []
for step in job["steps"]:
    text = step["after"].encode()
    while output.find(text, seen) < 0 and time.monotonic() < deadline and read_more():
        pass
    found = output.find(text, seen)
    if found < 0:
        missing = step["after"]
        break
    seen = found + len(text)
    if "resize" in step:
        resizes.append({"at": len(output), "to": step["resize"]})
        resize(terminal, *step["resize"])
    if "send" in step:
        os.write(terminal, step["send"].encode())
while missing is None and time.monotonic() < deadline and read_more():
    pass
if ended is None:
    os.kill(pid, signal.SIGKILL)
    _, ended = os.waitpid(pid, 0)
json.dump(
    {
        "output": base64.b64encode(output).decode(),
        "code": os.waitstatus_to_exitcode(ended),
        "missing": missing,
        "resizes": resizes,
        "isAsBefore": termios.tcgetattr(own_side) == modes,
    },
    sys.stdout,
)
