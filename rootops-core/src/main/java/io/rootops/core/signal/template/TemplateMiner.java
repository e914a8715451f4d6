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
 * made of what a template looked like when it was first seen, so they are the same after a restart; in another process only
 * where the same line founded the template, so that a service has one miner. Where templates merge, the oldest one's id stays
 * and {@link #survivor} leads to it. Not thread-safe.
 */
public final class TemplateMiner {
    /** So many templates are live at once; those that were not seen for the longest go first. */
    public static final int MOST_TEMPLATES = 1_000;

    static final int MOST_SAMPLES = 5;

    /** So many ids of merged and of forgotten templates are remembered. */
    private static final int MOST_REMEMBERED = 16_384;

    private final LineCache cache;
    private final long seed;
    private final LogHeader header = new LogHeader();
    private final LineMask mask = new LineMask();
    private final LineMask founding = new LineMask();
    private final TemplateIndex index = new TemplateIndex();
    private final Map<Long, Long> merged = new Bounded();
    private final Map<Long, Long> known = new Bounded();
    private final List<TemplateMerge> newMerges = new ArrayList<>();

    private final char[] line = new char[LineMask.LONGEST_LINE];
    private long created;
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

    /** One that goes on where another stopped. */
    public TemplateMiner(LineCache cache, MinerState state) {
        this(cache);
        lines = state.lines();
        created = state.created();
        state.known().forEach(it -> known.put(it, 0L));
        state.merges().forEach(it -> merged.put(it.from(), it.into()));
        for (MinerState.Saved saved : state.templates()) {
            Node node = new Node(saved.id(), saved.created(), saved.tokens().toArray(String[]::new));
            node.lines = saved.lines();
            node.lastLine = saved.lastLine();
            node.samples.addAll(saved.samples());
            index.add(node);
        }
    }

    /** The id of the template of a line as a program wrote it, header on. */
    public long mine(String text) {
        int length = load(text);
        header.read(line, length);
        level = header.level();
        return mineWithin(text, header.from(), header.to());
    }

    /** The template of a message without a header. */
    public long mineMessage(String text) {
        int length = load(text);
        level = null;
        return mineWithin(text, 0, length);
    }

    private int load(String text) {
        int length = SecretMask.cut(text, LineMask.LONGEST_LINE);
        text.getChars(0, length, line, 0);
        return length;
    }

    private long mineWithin(String text, int from, int to) {
        lines++;
        isNew = false;
        mask.mask(line, from, to);
        long hash = mask.hash(seed);
        Node found = cache.get(hash, mask.text(), mask.length());
        Node node = found == null ? null : found.root();
        boolean missed = node == null || node.evicted;
        if (node == null || node.evicted) {
            node = miss(from, to);
            cache.put(hash, mask.text(), mask.length(), node);
        }
        if (node.samples.size() < MOST_SAMPLES && (missed || node.lines < MOST_SAMPLES)) {
            node.sample(text);
        }
        node.lines++;
        node.lastLine = lines;
        return node.id;
    }

    private Node miss(int from, int to) {
        LineMask plain = withoutSecrets(from, to);
        String[] tokens = plain.tokens();
        Node match = index.match(tokens, Node.words(tokens));
        if (match != null) {
            return match;
        }
        long own = plain.hash(0);
        long id = survivor(own);
        Node same = index.get(id);
        if (same != null) {
            return same;
        }
        Node node = new Node(id, ++created, tokens);
        boolean first = known.put(id, created) == null && id == own;
        boolean expected = MergeRule.expected(node, index);
        index.add(node);
        Node survivor = merge(node);
        isNew = first && !expected && survivor == node;
        while (index.size() > MOST_TEMPLATES) {
            evict(survivor);
        }
        return survivor;
    }

    /** The masked line; without what must not be kept, where it has that. */
    private LineMask withoutSecrets(int from, int to) {
        String text = new String(line, from, Math.max(0, to - from));
        String clean = SecretMask.variables(text);
        if (clean.equals(text)) {
            return mask;
        }
        founding.mask(clean.toCharArray(), 0, clean.length());
        return founding;
    }

    private Node merge(Node newest) {
        Node node = newest;
        for (Optional<MergeRule.Merge> merge = MergeRule.of(node, index);
                merge.isPresent();
                merge = MergeRule.of(node, index)) {
            List<Node> nodes = new ArrayList<>(merge.get().nodes());
            nodes.sort(Comparator.comparingLong(it -> it.created));
            Node survivor = nodes.get(0);
            nodes.forEach(index::remove);
            survivor.become(merge.get().tokens());
            for (Node other : nodes.subList(1, nodes.size())) {
                other.into = survivor;
                survivor.lines += other.lines;
                survivor.lastLine = Math.max(survivor.lastLine, other.lastLine);
                other.samples.stream()
                        .filter(it -> survivor.samples.size() < MOST_SAMPLES && !survivor.samples.contains(it))
                        .forEach(survivor.samples::add);
                other.forget();
                merged.put(other.id, survivor.id);
                newMerges.add(new TemplateMerge(other.id, survivor.id));
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
                    it.forget();
                    evicted++;
                });
    }

    /** What {@link #TemplateMiner(LineCache, MinerState)} goes on from. */
    public MinerState state() {
        return new MinerState(
                lines,
                created,
                index.all().stream()
                        .map(it -> new MinerState.Saved(
                                it.id, it.created, it.lines, it.lastLine, List.of(it.tokens), it.samples))
                        .toList(),
                merged.entrySet().stream()
                        .map(it -> new TemplateMerge(it.getKey(), it.getValue()))
                        .toList(),
                List.copyOf(known.keySet()));
    }

    /**
     * Whether the last line was of a template that was never there before, and is no further one of several that differ in a
     * name only.
     */
    public boolean lastWasNew() {
        return isNew;
    }

    /** Of the last line; null when it tells none. */
    public @Nullable LogLevel lastLevel() {
        return level;
    }

    /** The id under which a template is known now; of the last 16,384 merges. */
    public long survivor(long id) {
        long at = id;
        for (Long next = merged.get(at); next != null; next = merged.get(at)) {
            at = next;
        }
        return at;
    }

    /** The merges since it was last asked, in their order. */
    public List<TemplateMerge> takeMerges() {
        List<TemplateMerge> merges = List.copyOf(newMerges);
        newMerges.clear();
        return merges;
    }

    /** So many templates it has ever made. */
    public long created() {
        return created;
    }

    /** So many templates were forgotten because there were too many at once. */
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
