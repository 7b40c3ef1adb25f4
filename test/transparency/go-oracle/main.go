// Checks what the registry's log says with golang.org/x/mod: signed note, tree hash, inclusion and consistency proofs.
// Reads one JSON object from stdin; prints "ok" or the first mismatch.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type input struct {
	Vkey   string
	Note   string
	Text   string
	Leaves [][]byte
	Root   tlog.Hash
	// Proofs of leaves, and of older trees, in the tree of all leaves.
	Inclusion []struct {
		Leaf int64
		Path tlog.RecordProof
	}
	Consistency []struct {
		Size int64
		Root tlog.Hash
		Path tlog.TreeProof
	}
}

func main() {
	if err := check(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ok")
}

func check() error {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(in.Vkey)
	if err != nil {
		return err
	}
	opened, err := note.Open([]byte(in.Note), note.VerifierList(verifier))
	if err != nil {
		return err
	}
	if opened.Text != in.Text {
		return fmt.Errorf("text of the note differs")
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for i, leaf := range in.Leaves {
		hashes, err := tlog.StoredHashes(int64(i), leaf, reader)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	size := int64(len(in.Leaves))
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		return err
	}
	if root != in.Root {
		return fmt.Errorf("root is %v, not %v", root, in.Root)
	}
	for _, proof := range in.Inclusion {
		if err := tlog.CheckRecord(proof.Path, size, root, proof.Leaf, tlog.RecordHash(in.Leaves[proof.Leaf])); err != nil {
			return fmt.Errorf("inclusion of %d: %v", proof.Leaf, err)
		}
	}
	for _, proof := range in.Consistency {
		if err := tlog.CheckTree(proof.Path, size, root, proof.Size, proof.Root); err != nil {
			return fmt.Errorf("consistency from %d: %v", proof.Size, err)
		}
	}
	return nil
}
