"""Runs a program on a terminal of its own and answers what it asks.

Reads {"argv", "cwd", "env", "steps": [{"expect", "send"}], "timeoutSeconds"} from stdin; prints {"output", "code", "missing"}.
Each step waits until its text appears behind what was seen so far, then types. `missing` is the first text that never came.
"""
import fcntl, json, os, pty, re, select, signal, struct, sys, termios, time

job = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
    os.chdir(job["cwd"])
    os.execvpe(job["argv"][0], job["argv"], job["env"])

output = ""
deadline = time.monotonic() + job["timeoutSeconds"]


def visible(text):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def read_more():
    global output
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux: the program has gone
            return False
        if data == b"":
            return False
        output += data.decode("utf8", "replace")
    return True


missing, seen, is_open = None, 0, True
for step in job["steps"]:
    while is_open and visible(output).find(step["expect"], seen) < 0 and time.monotonic() < deadline:
        is_open = read_more()
    found = visible(output).find(step["expect"], seen)
    if found < 0:
        missing = step["expect"]
        break
    seen = found + len(step["expect"])
    os.write(terminal, step["send"].encode())
while is_open and missing is None and time.monotonic() < deadline:
    is_open = read_more()
if is_open:
    os.kill(pid, signal.SIGKILL)
_, status = os.waitpid(pid, 0)
json.dump({"output": visible(output), "code": os.waitstatus_to_exitcode(status), "missing": missing}, sys.stdout)
