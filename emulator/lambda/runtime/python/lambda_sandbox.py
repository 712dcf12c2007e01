"""
Shows a function its folder as /var/task and everything but /tmp read-only, with a home without files, as in a Lambda sandbox. What the
function starts as a process of its own, and native code, see none of it (task-folder.ts does the same for Node.js).
"""

import builtins
import errno
import io
import os
import pwd
import sys

TASK_ROOT = "/var/task"
HOME = "/home/sbx_user1051"
WRITABLE = ("/tmp", "/dev", "/proc")
WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

# Functions that take a path first, and those that have a default for it.
READERS = ("access", "chdir", "lstat", "open", "readlink", "stat")
LISTERS = ("listdir", "scandir")

# Events of Python's audit that change paths, with the arguments that hold them.
CHANGES = {
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.truncate": (0,),
    "os.utime": (0,),
}
CREATIONS = {"os.link": 1, "os.mkdir": 0, "os.symlink": 1}


class Sandbox:
    """@param folder where the function is really unpacked"""

    def __init__(self, folder):
        self.folder = folder

    def real_path(self, path):
        """Where a path of Lambda's is on this machine; anything else stays as it is."""
        text = os.fspath(path) if isinstance(path, (str, os.PathLike)) else None
        if not isinstance(text, str) or not is_within(text, TASK_ROOT):
            return path
        return self.folder + text[len(TASK_ROOT) :]

    def path_in_lambda(self, path):
        return TASK_ROOT + path[len(self.folder) :] if is_within(path, self.folder) else path

    def enter(self):
        """Call once; nothing of it can be undone."""
        os.chdir(self.folder)
        for name in READERS:
            self._wrap(os, name, lambda original: lambda path, *args, **options: original(self.real_path(path), *args, **options))
        for name in LISTERS:
            self._wrap(os, name, lambda original: lambda path=".": original(self.real_path(path)))
        self._wrap(io, "open", lambda original: lambda file, *args, **options: original(self.real_path(file), *args, **options))
        builtins.open = io.open
        working_folder = os.getcwd
        os.getcwd = lambda: self.path_in_lambda(working_folder())
        leave_home()
        sys.addaudithook(self._refuse_change)

    def _wrap(self, owner, name, wrapped):
        original = getattr(owner, name)
        replacement = wrapped(original)
        replacement.__name__ = name
        setattr(owner, name, replacement)
        for supported in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks, os.supports_effective_ids):
            if original in supported:
                supported.add(replacement)

    def _refuse_change(self, event, args):
        if event == "open":
            path, _mode, flags = args
            refused = path if flags & WRITING_FLAGS and self._is_read_only(path) else None
        elif event in CHANGES:
            changed = [args[index] for index in CHANGES[event]]
            # What does not exist, the system names before it looks at the file system.
            exists = isinstance(changed[0], int) or os.path.lexists(changed[0])
            refused = next((path for path in changed if self._is_read_only(path)), None) if exists else None
        elif event in CREATIONS:
            path = args[CREATIONS[event]]
            refused = path if self._is_read_only(path) and not os.path.lexists(path) else None
        else:
            return
        if refused is not None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), self.path_in_lambda(os.fsdecode(refused)))

    def _is_read_only(self, path):
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False
        full = os.path.normpath(os.path.join(self.folder, os.fsdecode(path)))
        return is_within(full, self.folder) or not any(is_within(full, place) for place in WRITABLE)


def is_within(path, place):
    return path == place or path.startswith(place + os.sep)


def leave_home():
    """The user's own home would hand the SDK the user's AWS configuration."""
    entry_of = pwd.getpwuid

    def without_home(number):
        found = list(entry_of(number))
        return pwd.struct_passwd([*found[:5], HOME, *found[6:]])

    pwd.getpwuid = without_home
