package io.rootops.core.history;

import io.rootops.core.change.Author;
import io.rootops.core.change.Commit;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.MutableInteger;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * The fields of a commit object, read leniently: whatever git lets into a history has to be shown.
 *
 * @param authorTime epoch seconds, within {@link #EARLIEST} and {@link #LATEST}
 * @param zoneMinutes the author's offset from UTC
 * @param committerTime epoch seconds, likewise
 */
record RawCommit(
        ObjectId tree,
        List<ObjectId> parents,
        String authorName,
        String authorEmail,
        long authorTime,
        int zoneMinutes,
        long committerTime,
        String message) {

    /** What a PostgreSQL timestamp holds: 4713 BC to 294276 AD. */
    static final long EARLIEST = -210_866_803_200L;

    static final long LATEST = 9_224_318_015_999L;

    static final int ID_LENGTH = 40;
    static final byte[] TREE = "tree ".getBytes(StandardCharsets.US_ASCII);
    static final byte[] PARENT = "parent ".getBytes(StandardCharsets.US_ASCII);

    static RawCommit parse(byte[] raw) {
        CommitLinks links = CommitLinks.parse(raw);
        int at = TREE.length + ID_LENGTH + 1 + links.parents().size() * (PARENT.length + ID_LENGTH + 1);
        Charset charset = charset(raw);
        Person author = Person.parse(raw, RawParseUtils.author(raw, at), charset);
        Person committer = Person.parse(raw, RawParseUtils.committer(raw, at), charset);
        int body = RawParseUtils.commitMessage(raw, at);
        String message = body < 0 ? "" : text(charset, raw, body, raw.length).strip();
        return new RawCommit(
                links.tree(),
                List.copyOf(links.parents()),
                author.name,
                author.email,
                author.time,
                author.zoneMinutes,
                committer.time,
                message);
    }

    boolean merge() {
        return parents.size() > 1;
    }

    Commit commit(String sha, Author author) {
        return new Commit(
                sha,
                parents.stream().map(ObjectId::name).toList(),
                author,
                Instant.ofEpochSecond(authorTime),
                Instant.ofEpochSecond(committerTime),
                message);
    }

    private static Charset charset(byte[] raw) {
        try {
            return RawParseUtils.parseEncoding(raw);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** UTF-8 where it is valid, else the declared encoding, else one character a byte; NUL has no place in a database. */
    private static String text(Charset charset, byte[] raw, int from, int to) {
        if (Bytes.ascii(raw, from, to)) {
            return new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
        }
        String text = RawParseUtils.decode(charset, raw, from, to);
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    private record Person(String name, String email, long time, int zoneMinutes) {
        /** Reads {@code Name <mail> seconds zone}; what is missing is empty or 0. */
        static Person parse(byte[] raw, int from, Charset charset) {
            if (from < 0) {
                return new Person("", "", 0, 0);
            }
            int end = Bytes.lineEnd(raw, from, raw.length);
            int close = end;
            while (close > from && raw[close - 1] != '>') {
                close--;
            }
            if (close == from) {
                return new Person(text(charset, raw, from, end).strip(), "", 0, 0);
            }
            int open = from;
            while (open < close && raw[open] != '<') {
                open++;
            }
            String name = text(charset, raw, from, open).strip();
            String email =
                    open == close ? "" : text(charset, raw, open + 1, close - 1).strip();
            MutableInteger next = new MutableInteger();
            long time = RawParseUtils.parseLongBase10(raw, close, next);
            int zone = next.value < end ? RawParseUtils.parseTimeZoneOffset(raw, next.value) : 0;
            return new Person(name, email, Math.min(LATEST, Math.max(EARLIEST, time)), zone);
        }
    }
}
