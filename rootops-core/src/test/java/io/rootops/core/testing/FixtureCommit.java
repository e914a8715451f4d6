package io.rootops.core.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** A commit being made: the files of its first parent, and what is changed. */
public final class FixtureCommit {
    private final GitFixture git;
    private final String[] parents;
    private final TreeMap<String, GitFixture.Entry> files;
    private byte[] author = bytes("Ada <ada@example.org>");
    private byte[] message = bytes("Change");
    private String encoding = "";
    private String authored;
    private String committed;

    FixtureCommit(GitFixture git, String[] parents, long time) {
        this.git = git;
        this.parents = parents;
        this.files = parents.length == 0 ? new TreeMap<>() : git.filesOf(parents[0]);
        this.authored = time + " +0000";
        this.committed = time + " +0000";
    }

    public FixtureCommit file(String path, String text) {
        return file(path, bytes(text));
    }

    public FixtureCommit file(String path, byte[] content) {
        return entry(path, FileMode.REGULAR_FILE, git.insert(Constants.OBJ_BLOB, content));
    }

    /** Of any mode and id, whether it exists or not. */
    public FixtureCommit entry(String path, FileMode mode, ObjectId id) {
        files.put(key(path), new GitFixture.Entry(mode, id));
        return this;
    }

    /** A path that is given byte by byte, one a character. */
    public FixtureCommit rawPath(String latin1, String text) {
        files.put(latin1, new GitFixture.Entry(FileMode.REGULAR_FILE, git.insert(Constants.OBJ_BLOB, bytes(text))));
        return this;
    }

    public FixtureCommit mode(String path, FileMode mode) {
        return entry(path, mode, Objects.requireNonNull(files.get(key(path))).id());
    }

    public FixtureCommit delete(String path) {
        files.remove(key(path));
        return this;
    }

    public FixtureCommit move(String from, String to) {
        files.put(key(to), Objects.requireNonNull(files.remove(key(from)), from));
        return this;
    }

    public FixtureCommit author(String name, String email) {
        return rawAuthor(bytes(name + " <" + email + ">"));
    }

    /** What stands before the author's time. */
    public FixtureCommit rawAuthor(byte[] nameAndEmail) {
        author = nameAndEmail;
        return this;
    }

    public FixtureCommit message(String text) {
        return rawMessage(bytes(text), "");
    }

    /** @param declared name of the encoding in the commit's header; empty: none */
    public FixtureCommit rawMessage(byte[] text, String declared) {
        message = text;
        encoding = declared;
        return this;
    }

    /** Epoch seconds. */
    public FixtureCommit at(long time) {
        return times(time + " +0000", time + " +0000");
    }

    /** As written in the object: seconds and zone. */
    public FixtureCommit times(String author, String committer) {
        authored = author;
        committed = committer;
        return this;
    }

    /** Writes it, and makes the branch point at it. */
    public String on(String branch) {
        String sha = write();
        git.branch(branch, sha);
        return sha;
    }

    public String write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String parent : parents) {
            out.writeBytes(bytes("parent " + parent + "\n"));
        }
        out.writeBytes(bytes("author "));
        out.writeBytes(author);
        out.writeBytes(bytes(" " + authored + "\ncommitter Committer <committer@example.org> " + committed + "\n"));
        if (!encoding.isEmpty()) {
            out.writeBytes(bytes("encoding " + encoding + "\n"));
        }
        out.writeBytes(bytes("\n"));
        out.writeBytes(message);
        return git.write(files, out.toByteArray());
    }

    private static String key(String path) {
        return new String(bytes(path), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
