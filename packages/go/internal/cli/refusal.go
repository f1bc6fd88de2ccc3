package cli

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/pvm-ffi/pvm-go/internal/formats"
)

// refusal is a wrong argument, or a file that cannot be used: one line on stderr, exit status 2.
type refusal struct{ text string }

func (refusal *refusal) Error() string {
	return refusal.text
}

func refuse(format string, arguments ...any) error {
	return &refusal{fmt.Sprintf(format, arguments...)}
}

// refuseOption says what an option wants and what it got.
func refuseOption(option, expected, text string) error {
	return refuse("%s: expected %s, got %s", option, expected, formats.Shortened(text))
}

// fileRefusal says what stood in the way of something that was to be done with a file.
func fileRefusal(verb, file string, err error) error {
	return refuse("cannot %s %s: %s", verb, file, reasonOf(err))
}

func reasonOf(err error) string {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return err.Error()
	}
	if reason, found := reasons[number]; found {
		return reason
	}
	return number.Error()
}

// The last ones have the name of the error, as Node has for all of them.
var reasons = map[syscall.Errno]string{
	syscall.ENOENT:       "no such file or folder",
	syscall.ENOTDIR:      "no such file or folder",
	syscall.EISDIR:       "it is a folder",
	syscall.EACCES:       "permission denied",
	syscall.EIO:          "EIO",
	syscall.EINVAL:       "EINVAL",
	syscall.ELOOP:        "ELOOP",
	syscall.EMFILE:       "EMFILE",
	syscall.ENAMETOOLONG: "ENAMETOOLONG",
	syscall.ENOMEM:       "ENOMEM",
	syscall.ENOSPC:       "ENOSPC",
	syscall.ENXIO:        "ENXIO",
	syscall.EPERM:        "EPERM",
	syscall.EROFS:        "EROFS",
	syscall.ETXTBSY:      "ETXTBSY",
}
