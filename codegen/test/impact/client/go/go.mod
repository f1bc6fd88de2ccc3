module example.com/reader

go 1.24

require example.com/shelf v0.0.0

replace example.com/shelf => ../../go
