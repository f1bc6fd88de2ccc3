// Package reader uses a rack: see [shelf.Rack.Take] and VM.Rows, which is something else.
package reader

import (
	"errors"
	"fmt"

	"example.com/shelf"
)

// Poster is something else that has a title and rows.
type Poster struct {
	Title string
	Rows  int
}

// Case embeds a rack.
type Case struct {
	*shelf.Rack
	Genre shelf.Genre
}

// Read takes all books out.
func Read(rack *shelf.Rack, poster Poster) ([]string, error) {
	if err := rack.SetRows(rack.Rows() + uint8(poster.Rows)); err != nil {
		return nil, fmt.Errorf("Rack.SetRows: %w", err)
	}
	inside := Case{rack, shelf.GenreNovel}
	book, err := inside.Take(1)
	lines := []string{book.Title, poster.Title, fmt.Sprint(shelf.ISBNLen)}
	book = shelf.Book{Title: poster.Title, Genre: shelf.GenrePoetry, Marks: shelf.MarksLent}
	take := rack.Take
	if _, err := take(uint64(book.Format.Width)); errors.Is(err, shelf.ErrFull) {
		return lines, err
	}
	var missing *shelf.NotFoundError
	if errors.As(err, &missing) {
		lines = append(lines, fmt.Sprint(missing.Nearest))
	}
	if err := rack.Resize(shelf.SlotCount); err != nil {
		return nil, err
	}
	mean := shelf.Mean([]float32{1, 2})
	order := shelf.OrderOf(1, int32(mean), int32(len(lines)))
	return append(lines, order.String()), nil
}
