// Package reader uses a rack: see [shelf.Rack.Remove] and VM.Rows, which is something else.
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
	Genre shelf.Kind
}

// Read takes all books out.
func Read(rack *shelf.Rack, poster Poster) ([]string, error) {
	if err := rack.SetBoards(rack.Boards() + uint8(poster.Rows)); err != nil {
		return nil, fmt.Errorf("Rack.SetBoards: %w", err)
	}
	inside := Case{rack, shelf.KindNovel}
	book, err := inside.Remove(1)
	lines := []string{book.Heading, poster.Title, fmt.Sprint(shelf.ISBNDigits)}
	book = shelf.Book{Heading: poster.Title, Genre: shelf.KindPoetry, Marks: shelf.MarksAway}
	take := rack.Remove
	if _, err := take(uint64(book.Format.Width)); errors.Is(err, shelf.ErrNoRoom) {
		return lines, err
	}
	var missing *shelf.NotFoundError
	if errors.As(err, &missing) {
		lines = append(lines, fmt.Sprint(missing.Closest))
	}
	if err := rack.Resize(shelf.SlotCount); err != nil {
		return nil, err
	}
	mean := shelf.Average([]float32{1, 2})
	order := shelf.OrderOf(int32(mean), int32(len(lines)), 1)
	return append(lines, order.String()), nil
}
