package io.rootops.core.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.jspecify.annotations.Nullable;

/** Computes an {@link ArrivalOrder}: reads each new commit once, and keeps little of each. Used once. */
final class ArrivalWalk {
    private static final Comparator<Node> EARLIER =
            Comparator.<Node>comparingLong(it -> it.time).thenComparing((a, b) -> a.compareTo(b));

    private final ObjectSource objects;
    private final Set<ObjectId> shallow;
    private final Predicate<String> known;

    private final ObjectIdOwnerMap<Node> nodes = new ObjectIdOwnerMap<>();
    private final ObjectIdOwnerMap<Stop> stops = new ObjectIdOwnerMap<>();
    private final List<String> boundary = new ArrayList<>();
    private int[] words = new int[1024];
    private int emitted;

    /** A new commit. */
    private static final class Node extends ObjectIdOwnerMap.Entry {
        private static final Node[] NONE = {};

        private long time;
        private @Nullable Node first;

        /** Its parents that are new. */
        private Node[] parents = NONE;

        /** Those among what the same merge brings that wait for it; null when it is not being brought. */
        private @Nullable List<Node> waiting;

        private int pending;
        private boolean emitted;

        Node(AnyObjectId id) {
            super(id);
        }
    }

    /** A known commit. */
    private static final class Stop extends ObjectIdOwnerMap.Entry {
        Stop(AnyObjectId id) {
            super(id);
        }
    }

    ArrivalWalk(ObjectSource objects, Set<ObjectId> shallow, Predicate<String> known) {
        this.objects = objects;
        this.shallow = shallow;
        this.known = known;
    }

    ArrivalOrder from(ObjectId head) {
        Deque<Node> unread = new ArrayDeque<>();
        Node last = node(head, unread);
        while (!unread.isEmpty()) {
            read(unread.removeLast(), unread);
        }
        List<Node> chain = new ArrayList<>();
        for (Node node = last; node != null; node = node.first) {
            chain.add(node);
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            emitBrought(chain.get(i));
            emit(chain.get(i));
        }
        return new ArrivalOrder(Arrays.copyOf(words, emitted * 5), boundary);
    }

    private void read(Node node, Deque<Node> unread) {
        RawCommit commit = objects.commit(node);
        node.time = commit.committerTime();
        List<ObjectId> parents = shallow.contains(node) ? List.of() : commit.parents();
        List<Node> fresh = new ArrayList<>(parents.size());
        for (int i = 0; i < parents.size(); i++) {
            Node parent = node(parents.get(i), unread);
            if (parent != null) {
                fresh.add(parent);
                if (i == 0) {
                    node.first = parent;
                }
            }
        }
        node.parents = fresh.toArray(Node.NONE);
    }

    /** The commit's node, put down for reading when it is met first; null when it is known. */
    private @Nullable Node node(ObjectId id, Deque<Node> unread) {
        Node node = nodes.get(id);
        if (node != null || stops.contains(id)) {
            return node;
        }
        if (known.test(id.name())) {
            stops.add(new Stop(id));
            boundary.add(id.name());
            return null;
        }
        node = new Node(id);
        nodes.add(node);
        unread.addLast(node);
        return node;
    }

    /** Emits what the merge's other parents bring: parents before children, else the earlier committed first. */
    private void emitBrought(Node merge) {
        List<Node> brought = new ArrayList<>();
        for (Node parent : merge.parents) {
            bring(parent, brought);
        }
        for (int i = 0; i < brought.size(); i++) {
            for (Node parent : brought.get(i).parents) {
                bring(parent, brought);
            }
        }
        PriorityQueue<Node> ready = new PriorityQueue<>(EARLIER);
        for (Node node : brought) {
            for (Node parent : node.parents) {
                if (parent.waiting != null) {
                    parent.waiting.add(node);
                    node.pending++;
                }
            }
        }
        for (Node node : brought) {
            if (node.pending == 0) {
                ready.add(node);
            }
        }
        while (!ready.isEmpty()) {
            Node node = ready.remove();
            emit(node);
            List<Node> children = node.waiting;
            node.waiting = null;
            if (children != null) {
                for (Node child : children) {
                    if (--child.pending == 0) {
                        ready.add(child);
                    }
                }
            }
        }
    }

    private static void bring(Node node, List<Node> brought) {
        if (!node.emitted && node.waiting == null) {
            node.waiting = new ArrayList<>(1);
            brought.add(node);
        }
    }

    private void emit(Node node) {
        if ((emitted + 1) * 5 > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        node.copyRawTo(words, emitted++ * 5);
        node.emitted = true;
    }
}
