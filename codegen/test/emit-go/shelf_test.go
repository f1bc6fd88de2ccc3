// Runs the fixture library through its generated package: a library that is no machine is bound as well.
package shelf_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/shelf"
)

const someBooks = "1;0;1851;Moby Dick\n2;1;1855;Leaves of Grass\n3;2;1859;On the Origin of Species\n"

func catalogOf(t *testing.T, text string) *shelf.Catalog {
	t.Helper()
	catalog, err := shelf.ParseCatalog(text)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { catalog.Close() })
	return catalog
}

func rackOf(t *testing.T, text string, options *shelf.Options) *shelf.Rack {
	t.Helper()
	rack, err := shelf.NewRackFromCatalog(catalogOf(t, text), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { rack.Close() })
	return rack
}

func expectError(t *testing.T, err, kind error, text string) {
	t.Helper()
	if err == nil || err.Error() != text {
		t.Fatalf("expected %q\ngot      %v", text, err)
	}
	if kind != nil && !errors.Is(err, kind) {
		t.Fatalf("%v is not %v", err, kind)
	}
}

func TestStructsKeepEveryFieldOnTheirWayThroughC(t *testing.T) {
	book := shelf.Book{
		ID: 1 << 63, Bought: -5, Price: 12.5, Format: shelf.Format{Width: 110, Height: 180}, Genre: shelf.GenreScience,
		Marks: shelf.MarksLent | shelf.MarksSigned, Year: -44, PageCount: 65535, Rating: 5, IsTranslated: true,
		ISBN: [13]byte{9, 7, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Title: "Über Bücher",
	}
	catalog, err := shelf.NewCatalogFromBooks([]shelf.Book{book})
	if err != nil {
		t.Fatal(err)
	}
	defer catalog.Close()
	got, err := catalog.Book(0)
	if err != nil {
		t.Fatal(err)
	}
	if got != book {
		t.Fatalf("expected %+v\ngot      %+v", book, got)
	}
}

func TestTitlesThatDoNotFitAreCutOff(t *testing.T) {
	catalog, err := shelf.NewCatalogFromBooks([]shelf.Book{{ID: 1, Title: strings.Repeat("x", 100)}})
	if err != nil {
		t.Fatal(err)
	}
	defer catalog.Close()
	if got, _ := catalog.Book(0); got.Title != strings.Repeat("x", shelf.TitleSize-1) {
		t.Fatalf("got %q", got.Title)
	}
}

func TestNullableStringsAreNilOrText(t *testing.T) {
	without, err := shelf.NewCatalog(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer without.Close()
	if name := without.Name(); name != nil {
		t.Fatalf("expected nil, got %q", *name)
	}
	text := "Novels"
	with, err := shelf.NewCatalog(&text)
	if err != nil {
		t.Fatal(err)
	}
	defer with.Close()
	if name := with.Name(); name == nil || *name != text {
		t.Fatalf("expected %q, got %v", text, name)
	}
	bad := "a\x00b"
	_, err = shelf.NewCatalog(&bad)
	expectError(t, err, shelf.ErrInvalidArgument, "shelf: NewCatalog: name contains a NUL character, which C cannot hold")
}

func TestRefusedRecordsSayWhere(t *testing.T) {
	_, err := shelf.ParseCatalog("1;0;1851;Moby Dick\n2;7;1855;Leaves of Grass\n")
	expectError(t, err, shelf.ErrBadRecord,
		"shelf: ParseCatalog: the genre is no number of a genre (line 2, offset 19)")
	var detail *shelf.BadRecordError
	if !errors.As(err, &detail) || detail.Line != 2 || detail.Offset != 19 || detail.Op != "ParseCatalog" {
		t.Fatalf("got %+v", detail)
	}
	var base *shelf.Error
	if !errors.As(err, &base) || base.Status != shelf.StatusBadRecord {
		t.Fatalf("got %+v", base)
	}
}

func TestSeveralResultsComeInOrderAndDetailsOfFailuresInErrors(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	id, genre, _, isLent, err := rack.Find("Leaves of Grass")
	if err != nil || id != 2 || genre != shelf.GenrePoetry || isLent {
		t.Fatal(id, genre, isLent, err)
	}
	_, _, _, _, err = rack.Find("Moby")
	expectError(t, err, shelf.ErrNotFound, "shelf: Rack.Find: no book has this title (nearest 1)")
	var detail *shelf.NotFoundError
	if !errors.As(err, &detail) || detail.Nearest != 1 {
		t.Fatalf("got %+v", detail)
	}
}

func TestNilBuffersAreMadeLargeEnoughAndShortOnesAreRefused(t *testing.T) {
	catalog := catalogOf(t, someBooks)
	ids, err := catalog.ListIds(nil)
	if err != nil || !reflect.DeepEqual(ids, []uint64{1, 2, 3}) {
		t.Fatal(ids, err)
	}
	ids, err = catalog.ListIds(make([]uint64, 10))
	if err != nil || len(ids) != 3 || cap(ids) != 10 {
		t.Fatal(ids, err)
	}
	_, err = catalog.ListIds(make([]uint64, 2))
	expectError(t, err, shelf.ErrBufferTooSmall, "shelf: Catalog.ListIds: nothing was copied (3 needed)")
	var detail *shelf.BufferTooSmallError
	if !errors.As(err, &detail) || detail.Needed != 3 {
		t.Fatalf("got %+v", detail)
	}
}

func TestArraysOfStructsAreFilled(t *testing.T) {
	catalog := catalogOf(t, someBooks)
	books, err := catalog.ListBooks([]shelf.Genre{shelf.GenreNovel, shelf.GenreScience}, make([]shelf.Book, 5))
	if err != nil || len(books) != 2 || books[0].Title != "Moby Dick" || books[1].Title != "On the Origin of Species" {
		t.Fatal(books, err)
	}
}

func TestTextsLongerThanTheFirstBufferAreComplete(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "%d;0;1900;A title of some length %d\n", i, i)
	}
	rack := rackOf(t, text.String(), &shelf.Options{Capacity: 40})
	described, err := rack.Describe()
	if err != nil || strings.Count(described, "\n") != 40 || !strings.Contains(described, "A title of some length 39") {
		t.Fatalf("%v: %q", err, described)
	}
}

func TestOptionsReachTheLibraryAndNilMeansDefaults(t *testing.T) {
	rack := rackOf(t, someBooks, &shelf.Options{Capacity: 4, Weights: [3]float64{1, 2, 4}, Owner: "Ada", IsLocked: true})
	if owner := rack.Owner(); owner == nil || *owner != "Ada" {
		t.Fatalf("got %v", owner)
	}
	if rack.Weight() != 7 || !rack.IsLocked() {
		t.Fatal(rack.Weight(), rack.IsLocked())
	}
	if plain := rackOf(t, someBooks, nil); plain.Weight() != 3 || plain.Owner() != nil {
		t.Fatal(plain.Weight(), plain.Owner())
	}
}

func TestRangesAreCheckedBeforeTheCall(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	expectError(t, rack.SetRows(0), shelf.ErrInvalidArgument, "shelf: Rack.SetRows: rows is 0, but must be 1 to 100")
	expectError(t, rack.Resize(65537), shelf.ErrInvalidArgument,
		"shelf: Rack.Resize: capacity is 65537, but must be 1 to 65536")
	_, err := rack.Window(-1, 1)
	if !errors.Is(err, shelf.ErrInvalidArgument) {
		t.Fatal(err)
	}
	expectError(t, rack.Rate([]uint64{1, 2}, []byte{3}), shelf.ErrInvalidArgument,
		"shelf: Rack.Rate: ratings has length 1, but must have 2")
}

func TestFailuresWithoutStatusUseTheHeadersWords(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	if book, err := rack.Take(2); err != nil || book.Title != "Leaves of Grass" {
		t.Fatal(book, err)
	}
	_, err := rack.Take(2)
	expectError(t, err, nil, "shelf: Rack.Take: there is no such book, or the rack is locked or in use")
	_, err = rack.Window(0, 9)
	expectError(t, err, nil, "shelf: Rack.Window: there are not so many places")
}

func TestLiveRecordsAndWindowsAreTheLibrarysOwnMemory(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	counters := rack.Counters()
	if counters.ByGenre != [3]uint32{1, 1, 1} {
		t.Fatalf("got %+v", counters)
	}
	counters.Balance = -7
	if rack.Balance() != -7 {
		t.Fatal(rack.Balance())
	}
	rack.SetBalance(9)
	if counters.Balance != 9 {
		t.Fatal(counters.Balance)
	}
	window, err := rack.Window(1, 2)
	if err != nil || window[0] != 2 || window[1] != 3 {
		t.Fatal(window, err)
	}
	rack.Notes()[3] = 33
	if rack.Notes()[3] != 33 {
		t.Fatal(rack.Notes())
	}
}

func TestVisitorsSeeEachBookAndStopTheVisit(t *testing.T) {
	catalog := catalogOf(t, someBooks)
	var titles []string
	visited, err := catalog.Visit(func(book shelf.Book, index int) bool {
		titles = append(titles, fmt.Sprint(index, " ", book.Title))
		return index < 1
	})
	if err != nil || visited != 2 || !reflect.DeepEqual(titles, []string{"0 Moby Dick", "1 Leaves of Grass"}) {
		t.Fatal(visited, titles, err)
	}
	_, err = catalog.Visit(nil)
	expectError(t, err, shelf.ErrInvalidArgument, "shelf: Catalog.Visit: visitor is missing")
}

func TestPanicsOfCallbacksArriveAtTheCallerAndLeaveTheLibraryUsable(t *testing.T) {
	catalog := catalogOf(t, someBooks)
	calls := 0
	func() {
		defer func() {
			if value := recover(); value != "enough" {
				t.Fatalf("recovered %v", value)
			}
		}()
		catalog.Visit(func(shelf.Book, int) bool {
			calls++
			panic("enough")
		})
	}()
	if calls != 1 {
		t.Fatal(calls)
	}
	if visited, err := catalog.Visit(func(shelf.Book, int) bool { return true }); visited != 3 || err != nil {
		t.Fatal(visited, err)
	}
}

func TestSortCallsItsFunctionDuringTheCall(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	rack.Sort(func(left, right shelf.Book) shelf.Order {
		return shelf.Order(strings.Compare(right.Title, left.Title))
	})
	text, err := rack.Describe()
	if err != nil {
		t.Fatal(err)
	}
	first := strings.Index(text, "On the Origin")
	last := strings.Index(text, "Leaves")
	if first < 0 || last < first {
		t.Fatal(text)
	}
}

func TestListenersLearnWhatHappensUntilTheyAreRemoved(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	var events []string
	rack.SetListener(func(from *shelf.Rack, event shelf.Event, title *string) {
		if from != rack {
			t.Error("the listener got another rack")
		}
		if title == nil {
			events = append(events, event.String())
		} else {
			events = append(events, event.String()+" "+*title)
		}
		// In use: refused by the library, or by the package before.
		if err := from.Add(&shelf.Book{ID: 9}); !errors.Is(err, shelf.ErrBusy) {
			t.Errorf("expected ErrBusy, got %v", err)
		}
		if err := from.Close(); !errors.Is(err, shelf.ErrBusy) {
			t.Errorf("expected ErrBusy, got %v", err)
		}
	})
	if err := rack.Add(&shelf.Book{ID: 4, Title: "Dune"}); err != nil {
		t.Fatal(err)
	}
	if _, err := rack.Take(1); err != nil {
		t.Fatal(err)
	}
	if err := rack.Resize(20); err != nil {
		t.Fatal(err)
	}
	rack.SetListener(nil)
	if err := rack.Add(&shelf.Book{ID: 5, Title: "Emma"}); err != nil {
		t.Fatal(err)
	}
	if expected := []string{"added Dune", "taken Moby Dick", "resized"}; !reflect.DeepEqual(events, expected) {
		t.Fatalf("expected %q, got %q", expected, events)
	}
}

func TestPanicsOfListenersArriveAtTheCaller(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	rack.SetListener(func(*shelf.Rack, shelf.Event, *string) { panic("listener") })
	defer func() {
		if value := recover(); value != "listener" {
			t.Fatalf("recovered %v", value)
		}
		rack.SetListener(nil)
		if _, _, _, _, err := rack.Find("Dune"); err != nil {
			t.Fatal("the book that was added is not there:", err)
		}
	}()
	rack.Add(&shelf.Book{ID: 4, Title: "Dune"})
	t.Fatal("no panic")
}

func TestForgottenRacksAreCollectedWithTheirListeners(t *testing.T) {
	collected := make(chan struct{})
	func() {
		rack, err := shelf.NewRackFromCatalog(catalogOf(t, someBooks), nil)
		if err != nil {
			t.Fatal(err)
		}
		rack.SetListener(func(*shelf.Rack, shelf.Event, *string) { _ = rack.Count() })
		runtime.AddCleanup(rack, func(done chan struct{}) { close(done) }, collected)
	}()
	for range 100 {
		runtime.GC()
		select {
		case <-collected:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatal("the rack was never collected: its listener keeps it alive")
}

func TestWhatALibraryTakesIsGone(t *testing.T) {
	rack, other := rackOf(t, someBooks, nil), rackOf(t, "7;0;1900;Dune\n", nil)
	if err := rack.Absorb(other); err != nil {
		t.Fatal(err)
	}
	if rack.Count() != 4 {
		t.Fatal(rack.Count())
	}
	expectError(t, other.Add(&shelf.Book{}), shelf.ErrDestroyed, "shelf: Rack.Add: this rack was destroyed; create a new one")
	expectError(t, rack.Absorb(other), shelf.ErrDestroyed, "shelf: Rack.Absorb: this rack was destroyed; create a new one")
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	expectError(t, rack.Absorb(nil), shelf.ErrInvalidArgument, "shelf: Rack.Absorb: other is missing")
}

func TestClosedHandlesRefuseAndGiveZeros(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	for range 2 {
		if err := rack.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if rack.Counters() != nil || rack.Notes() != nil || rack.Count() != 0 || rack.Balance() != 0 || rack.Owner() != nil {
		t.Fatal("a closed rack still answers")
	}
	rack.SetBalance(3)
	_, err := rack.Describe()
	expectError(t, err, shelf.ErrDestroyed, "shelf: Rack.Describe: this rack was destroyed; create a new one")
}

func TestSharedHandlesLiveUntilTheLastCallIsDone(t *testing.T) {
	catalog := catalogOf(t, someBooks)
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 200 {
				visited, err := catalog.Visit(func(shelf.Book, int) bool { runtime.Gosched(); return true })
				if err != nil && !errors.Is(err, shelf.ErrDestroyed) || err == nil && visited != 3 {
					t.Error(visited, err)
				}
			}
		}()
	}
	time.Sleep(2 * time.Millisecond)
	catalog.Close()
	all.Wait()
	if _, err := catalog.Book(0); !errors.Is(err, shelf.ErrDestroyed) {
		t.Fatal(err)
	}
}

func TestBlockingCallsLookAtTheirContextFirst(t *testing.T) {
	rack := rackOf(t, someBooks, nil)
	sum, err := rack.Checksum(context.Background(), 10)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := rack.Checksum(nil, 10); err != nil || again != sum { //nolint:staticcheck // nil is allowed
		t.Fatal(again, sum, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = rack.Checksum(ctx, 10)
	expectError(t, err, context.Canceled, "shelf: Rack.Checksum: context canceled")
}

func TestFlagsAndEnumsHaveWords(t *testing.T) {
	for value, expected := range map[fmt.Stringer]string{
		shelf.MarksLent | shelf.MarksSigned:  "lent|signed",
		shelf.MarksNone:                      "none",
		shelf.MarksDamaged | shelf.Marks(64): "damaged|0x40",
		shelf.OrderBefore:                    "before",
		shelf.Genre(9):                       "Genre(9)",
		shelf.StatusBufferTooSmall:           "buffer-too-small",
	} {
		if value.String() != expected {
			t.Errorf("expected %s, got %s", expected, value)
		}
	}
}

func TestNumbersOfAllKindsCross(t *testing.T) {
	if mean := shelf.Mean([]float32{1, 2, 6}); mean != 3 {
		t.Error(mean)
	}
	if shelf.Mean(nil) != 0 {
		t.Error("the mean of nothing is not 0")
	}
	values := []float64{1, -2}
	shelf.Scale(values, 2.5)
	if values[0] != 2.5 || values[1] != -5 {
		t.Error(values)
	}
	if shelf.OrderOf(1, -5, 5) != shelf.OrderBefore || shelf.OrderOf(10, -5, 5) != shelf.OrderSame {
		t.Error("order is wrong")
	}
	if shelf.NoID != 0xffffffffffffffff || shelf.LowestOffset != -1000 || shelf.MaxCapacity != 65536 {
		t.Error("a constant is wrong")
	}
}

func TestLibrariesAreLoadedByPathAndNeverMixed(t *testing.T) {
	path := os.Getenv("SHELF_LIBRARY")
	if path == "" {
		t.Fatal("SHELF_LIBRARY names no shared library")
	}
	library, err := shelf.LoadLibrary(path)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := shelf.LoadLibrary(path); err != nil || again != library {
		t.Fatal("the same file is another library", err)
	}
	foreign, err := library.ParseCatalog(someBooks)
	if err != nil {
		t.Fatal(err)
	}
	defer foreign.Close()
	rack, err := shelf.NewRackFromCatalog(foreign, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer rack.Close()
	own := rackOf(t, someBooks, nil)
	expectError(t, own.Absorb(rack), shelf.ErrInvalidArgument,
		"shelf: Rack.Absorb: other belongs to another library; make it with the same one")
	if rack.Count() != 3 {
		t.Fatal("a rack that was refused is gone")
	}
}
