package io.rootops.core.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A repository's list of people's proper names and addresses; see gitmailmap(5). */
final class Mailmap {
    static final Mailmap NONE = new Mailmap(Map.of());

    private final Map<String, Entry> entries;

    private record Entry(@Nullable String name, @Nullable String email) {}

    /** A name and an address. */
    record Person(String name, String email) {}

    private Mailmap(Map<String, Entry> entries) {
        this.entries = entries;
    }

    static Mailmap parse(byte[] text) {
        Map<String, Entry> entries = new HashMap<>();
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
            parseLine(line, entries);
        }
        return new Mailmap(entries);
    }

    /** The person's proper name and address; case does not matter. */
    Person resolve(String name, String email) {
        Entry byBoth = entries.get(key(email, name));
        Entry entry = byBoth == null ? entries.get(key(email, "")) : byBoth;
        if (entry == null) {
            return new Person(name, email);
        }
        return new Person(entry.name() == null ? name : entry.name(), entry.email() == null ? email : entry.email());
    }

    /** {@code Proper Name <proper@mail> Commit Name <commit@mail>}, where all but the last mail may be absent. */
    private static void parseLine(String line, Map<String, Entry> entries) {
        if (line.strip().startsWith("#")) {
            return;
        }
        List<String> names = new ArrayList<>(2);
        List<String> mails = new ArrayList<>(2);
        int at = 0;
        while (mails.size() < 2) {
            int open = line.indexOf('<', at);
            int close = line.indexOf('>', open + 1);
            if (open < 0 || close < 0) {
                break;
            }
            names.add(line.substring(at, open).strip());
            mails.add(line.substring(open + 1, close).strip());
            at = close + 1;
        }
        if (mails.isEmpty()) {
            return;
        }
        String name = names.get(0).isEmpty() ? null : names.get(0);
        if (mails.size() == 1) {
            merge(entries, key(mails.get(0), ""), new Entry(name, null));
        } else {
            merge(entries, key(mails.get(1), names.get(1)), new Entry(name, mails.get(0)));
        }
    }

    private static void merge(Map<String, Entry> entries, String key, Entry later) {
        entries.merge(
                key,
                later,
                (old, fresh) -> new Entry(
                        fresh.name() == null ? old.name() : fresh.name(),
                        fresh.email() == null ? old.email() : fresh.email()));
    }

    private static String key(String email, String name) {
        return (email + '\n' + name).toLowerCase(Locale.ROOT);
    }
}
