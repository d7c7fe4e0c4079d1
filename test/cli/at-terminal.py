"""Runs a program on a terminal of its own, answers what it asks, and does things to the terminal as the program goes.

Reads {"argv", "cwd", "env", "columns", "rows", "steps": [{"expect", "send"?, "resize"?: [columns, rows]}], "timeoutSeconds"} from stdin. Each step waits
until its text appears behind what was seen so far, then types, or changes the size. Prints {"output", "written", "code", "missing", "resizes",
"isAsBefore"}: all that was shown, without colours and cursor movements; all that was written, as base64; the exit code; the first text that never came;
after how many bytes the size changed; whether the terminal's modes at the end are those of the beginning.
"""
import base64, fcntl, json, os, pty, re, select, signal, struct, sys, termios, time

job = json.load(sys.stdin)


def resize(columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


# Its own side is kept open here: so its modes can be looked at when the program is gone.
terminal, own_side = pty.openpty()
resize(job["columns"], job["rows"])
modes = termios.tcgetattr(own_side)
pid = os.fork()
if pid == 0:
    os.setsid()
    fcntl.ioctl(own_side, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(own_side, descriptor)
    os.chdir(job["cwd"])
    os.execvpe(job["argv"][0], job["argv"], job["env"])

written = b""
ended = None
deadline = time.monotonic() + job["timeoutSeconds"]


def visible():
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written.decode("utf8", "replace"))


def read_more():
    global written, ended
    if select.select([terminal], [], [], 0.02)[0]:
        written += os.read(terminal, 65536)
        return True
    if ended is not None:
        return False
    done, status = os.waitpid(pid, os.WNOHANG)
    if done == pid:
        ended = status
    return True


missing, seen, resizes = None, 0, []
for step in job["steps"]:
    while visible().find(step["expect"], seen) < 0 and time.monotonic() < deadline and read_more():
        pass
    found = visible().find(step["expect"], seen)
    if found < 0:
        missing = step["expect"]
        break
    seen = found + len(step["expect"])
    if "resize" in step:
        resizes.append({"at": len(written), "to": step["resize"]})
        resize(*step["resize"])
    if "send" in step:
        os.write(terminal, step["send"].encode())
while missing is None and time.monotonic() < deadline and read_more():
    pass
if ended is None:
    os.kill(pid, signal.SIGKILL)
    _, ended = os.waitpid(pid, 0)
json.dump(
    {
        "output": visible(),
        "written": base64.b64encode(written).decode(),
        "code": os.waitstatus_to_exitcode(ended),
        "missing": missing,
        "resizes": resizes,
        "isAsBefore": termios.tcgetattr(own_side) == modes,
    },
    sys.stdout,
)
