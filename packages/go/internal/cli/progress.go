package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

const barWidth = 40

// progress is a bar on stderr if that is a terminal, else nothing.
type progress struct {
	// terminal is nil if there is none.
	terminal    *os.File
	what        string
	done, total int
	start, last time.Time
}

func newProgress(stderr io.Writer, what string, total int) *progress {
	progress := &progress{what: what, total: total, start: time.Now()}
	if file, isFile := stderr.(*os.File); isFile && isTerminal(file) {
		progress.terminal = file
	}
	return progress
}

func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (progress *progress) advance() {
	progress.done++
	if progress.terminal == nil || time.Since(progress.last) < 100*time.Millisecond {
		return
	}
	progress.last = time.Now()
	full := barWidth * progress.done / progress.total
	left := time.Since(progress.start) / time.Duration(progress.done) * time.Duration(progress.total-progress.done)
	fmt.Fprintf(progress.terminal, "\r%s%s %d/%d %s  %s left\x1b[K", strings.Repeat("█", full),
		strings.Repeat("░", barWidth-full), progress.done, progress.total, progress.what, left.Round(time.Second))
}

// stop takes the bar away.
func (progress *progress) stop() {
	if progress.terminal != nil {
		fmt.Fprint(progress.terminal, "\r\x1b[K")
	}
}
