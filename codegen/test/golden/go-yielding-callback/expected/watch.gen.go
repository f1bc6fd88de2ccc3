// Code generated from demo.h by pvm-codegen. DO NOT EDIT.

//go:build cgo

package demo

import (
	"context"
	"fmt"
)

// watch is one call that ends early when a context is done. Its zero value watches nothing.
type watch struct {
	op          string
	ctx         context.Context
	cancel      func() bool
	interrupted chan struct{}
	takeBack    func()
}

// isDone tells at once what the interrupt says a moment later.
func (w *watch) isDone() bool {
	return w != nil && w.ctx != nil && w.ctx.Err() != nil
}

// stop ends the watch. An interrupt that came too late is taken back, so that it does not meet the next call.
func (w *watch) stop() {
	if w.cancel == nil {
		return
	}
	if !w.cancel() {
		<-w.interrupted
	}
	if w.isDone() {
		w.takeBack()
	}
	w.cancel = nil
}

// err gives the error of a call that the context has ended.
func (w *watch) err(ended bool) error {
	w.stop()
	if ended && w.isDone() {
		return cancelled(w.op, w.ctx)
	}
	return nil
}

func cancelled(op string, ctx context.Context) error {
	return fmt.Errorf("demo: %s: %w", op, ctx.Err())
}
