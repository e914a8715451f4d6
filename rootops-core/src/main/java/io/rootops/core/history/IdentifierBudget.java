package io.rootops.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Keeps the commonest names of a commit's files, at most {@link ContentReader#MAX_IDENTIFIERS} in all. */
final class IdentifierBudget {
    private static final int MAX = ContentReader.MAX_IDENTIFIERS;
    private static final Comparator<Entry> IN_PLACE =
            (a, b) -> a.file == b.file ? Integer.compare(a.rank, b.rank) : Integer.compare(a.file, b.file);

    private static final Comparator<Entry> COMMONEST =
            (a, b) -> a.count == b.count ? IN_PLACE.compare(a, b) : Integer.compare(b.count, a.count);

    private final List<Entry> entries = new ArrayList<>();
    private int least;

    private record Entry(int file, int rank, int count, String name) {}

    void clear() {
        entries.clear();
        least = 0;
    }

    void add(int file, TokenTable names) {
        int[] order = names.byCount(MAX);
        for (int rank = 0; rank < order.length; rank++) {
            int count = names.count(order[rank]);
            if (count <= least) {
                break;
            }
            entries.add(new Entry(file, rank, count, names.name(order[rank])));
        }
        if (entries.size() >= 2 * MAX) {
            prune();
        }
    }

    List<String> perFile(int files) {
        if (entries.size() > MAX) {
            prune();
        }
        entries.sort(IN_PLACE);
        String[] result = new String[files];
        Arrays.fill(result, "");
        int i = 0;
        while (i < entries.size()) {
            int file = entries.get(i).file();
            ChangedIdentifiers.Writer names = new ChangedIdentifiers.Writer();
            while (i < entries.size() && entries.get(i).file() == file) {
                Entry entry = entries.get(i++);
                names.add(entry.name(), entry.count());
            }
            result[file] = names.text();
        }
        return List.of(result);
    }

    /** Of equal counts the earlier file's stay, so what comes later must be commoner than the least one kept. */
    private void prune() {
        entries.sort(COMMONEST);
        entries.subList(MAX, entries.size()).clear();
        least = entries.get(MAX - 1).count();
    }
}
