package io.rootops.core.signal.template;

import io.rootops.core.signal.log.LogHeader;
import io.rootops.core.signal.log.LogLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the templates of one service's lines as they come. A line that looks like one before costs no allocation. Ids are
 * made of what a template looked like when it was first seen, so they are the same after a restart and in every process;
 * where templates merge, the oldest one's id stays and {@link #survivor} leads to it. Not thread-safe.
 */
public final class TemplateMiner {
    /** So many templates are live at once; those that were not seen for the longest go first. */
    public static final int MOST_TEMPLATES = 1_000;

    /** So many ids of merged and of forgotten templates are remembered. */
    private static final int MOST_REMEMBERED = 16_384;

    private final LineCache cache;
    private final long seed;
    private final LogHeader header = new LogHeader();
    private final LineMask mask = new LineMask();
    private final TemplateIndex index = new TemplateIndex();
    private final Map<Long, Long> merged = new Bounded();
    private final Map<Long, Long> known = new Bounded();
    private final List<TemplateMerge> merges = new ArrayList<>();

    private char[] line = new char[LineMask.LONGEST_LINE];
    private long sequence;
    private long lines;
    private long evicted;
    private boolean isNew;
    private @Nullable LogLevel level;

    public TemplateMiner() {
        this(new LineCache());
    }

    /** @param cache of several services, all of one thread */
    public TemplateMiner(LineCache cache) {
        this.cache = cache;
        this.seed = cache.newSeed();
    }

    /** The template of a line as a program wrote it, header on. */
    public long mine(String text) {
        int length = load(text);
        header.read(line, length);
        level = header.level();
        return mine(text, header.from(), header.to());
    }

    /** The template of a message without a header. */
    public long mineMessage(String text) {
        int length = load(text);
        level = null;
        return mine(text, 0, length);
    }

    private int load(String text) {
        int length = Math.min(text.length(), LineMask.LONGEST_LINE);
        text.getChars(0, length, line, 0);
        return length;
    }

    private long mine(String text, int from, int to) {
        lines++;
        isNew = false;
        mask.mask(line, from, to);
        long hash = mask.hash(seed);
        Node found = cache.get(hash, mask.text(), mask.length());
        Node node = found == null ? null : found.root();
        if (node == null || node.evicted) {
            node = miss();
            cache.put(hash, mask.text(), mask.length(), node);
        }
        node.lines++;
        node.lastLine = lines;
        return node.id;
    }

    private Node miss() {
        String[] tokens = mask.tokens();
        Word[] words = Node.words(tokens);
        Node match = index.match(tokens, words);
        if (match != null) {
            return match;
        }
        long id = mask.hash(0);
        id = merged.getOrDefault(id, id);
        Node same = index.get(id);
        if (same != null) {
            return same;
        }
        Node node = new Node(id, ++sequence, tokens);
        boolean first = known.put(id, sequence) == null;
        index.add(node);
        Node survivor = merge(node);
        isNew = first && survivor == node;
        while (index.size() > MOST_TEMPLATES) {
            evict(survivor);
        }
        return survivor;
    }

    private Node merge(Node created) {
        Node node = created;
        for (Optional<MergeRule.Merge> merge = MergeRule.of(node, index);
                merge.isPresent();
                merge = MergeRule.of(node, index)) {
            List<Node> nodes = new ArrayList<>(merge.get().nodes());
            nodes.sort(Comparator.comparingLong(it -> it.sequence));
            Node survivor = nodes.get(0);
            nodes.forEach(index::remove);
            survivor.become(merge.get().tokens());
            for (Node other : nodes.subList(1, nodes.size())) {
                other.into = survivor;
                survivor.lines += other.lines;
                survivor.lastLine = Math.max(survivor.lastLine, other.lastLine);
                if (other.lines > 0) {
                    merged.put(other.id, survivor.id);
                    merges.add(new TemplateMerge(other.id, survivor.id));
                }
            }
            index.add(survivor);
            node = survivor;
        }
        return node;
    }

    private void evict(Node kept) {
        index.all().stream()
                .filter(it -> it != kept)
                .min(Comparator.<Node, Boolean>comparing(it -> it.lines > 1).thenComparing(it -> it.lastLine))
                .ifPresent(it -> {
                    it.evicted = true;
                    index.remove(it);
                    evicted++;
                });
    }

    /** Whether the last line made a template that was never there before. */
    public boolean lastWasNew() {
        return isNew;
    }

    /** Of the last line; null when it tells none. */
    public @Nullable LogLevel lastLevel() {
        return level;
    }

    /** The id under which a template is known now. */
    public long survivor(long id) {
        long at = id;
        for (Long next = merged.get(at); next != null; next = merged.get(at)) {
            at = next;
        }
        return at;
    }

    public long evicted() {
        return evicted;
    }

    public Optional<Template> template(long id) {
        return Optional.ofNullable(index.get(survivor(id))).map(Template::of);
    }

    public List<Template> templates() {
        return index.all().stream().map(Template::of).toList();
    }

    private static final class Bounded extends LinkedHashMap<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
