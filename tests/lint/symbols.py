#!/usr/bin/python3
"""The library never prints, exits, aborts, reads the environment or touches the locale: its objects do not even ask for
the functions that would. Calls whose result depends on the locale or the clock are out as well. igraph and GLPK are loaded
when they are needed: nothing is linked with them."""
import os
import re
import subprocess
import sys

FORBIDDEN = {
    "prints": "stdout stderr printf vprintf puts putchar perror warn warnx err errx error psignal syslog",
    "ends the process": "exit _exit _Exit quick_exit abort __assert_fail __assert raise kill",
    "reads or sets the environment": "getenv secure_getenv setenv putenv unsetenv environ",
    "sets or follows the locale": "setlocale uselocale strtod strtof strtold atof strcoll strxfrm toupper tolower",
    "starts programs": "system popen fork vfork execv execve execvp execl execlp posix_spawn",
    "follows the clock or chance": "time clock gettimeofday localtime gmtime rand srand random srandom rand_r",
    "cannot be told the size": "gets strcpy strcat sprintf vsprintf strtok",
}
WHY = {name: why for why, names in FORBIDDEN.items() for name in names.split()}


def main():
    objects = os.environ.get("LIB_OBJ", "").split()
    bad = 0 if objects else 1
    if not objects:
        print("LIB_OBJ names no objects")
    for path in objects:
        out = subprocess.run(["nm", "-u", path], check=True, capture_output=True, text=True).stdout
        for symbol in (line.split()[-1].split("@")[0] for line in out.splitlines()):
            plain = re.sub(r"^__(isoc99_)?(\w+?)_chk$", r"\2", symbol)
            if plain in WHY:
                print(f"{path}: {symbol}: {WHY[plain]}")
                bad = 1
            if re.match(r"igraph_|IGRAPH_|glp_", plain):
                print(f"{path}: {symbol}: wants a row in the .inc of its door (base/library.h)")
                bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
