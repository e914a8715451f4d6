package io.rootops.app.github;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The branches of the other side.
 *
 * @param defaultRef full name of the default branch; null when there is no branch
 * @param heads commits by full name
 */
record RemoteHeads(@Nullable String defaultRef, Map<String, ObjectId> heads) {

    static RemoteHeads of(Transport transport) throws IOException {
        try (FetchConnection connection =
                transport.openFetch(List.of(new RefSpec(Constants.HEAD), new RefSpec("refs/heads/*:refs/heads/*")))) {
            Map<String, ObjectId> heads = new TreeMap<>();
            for (Ref ref : connection.getRefs()) {
                if (ref.getName().startsWith(Constants.R_HEADS)) {
                    heads.put(ref.getName(), ref.getObjectId());
                }
            }
            return new RemoteHeads(defaultRef(connection.getRef(Constants.HEAD), heads), heads);
        }
    }

    private static @Nullable String defaultRef(@Nullable Ref head, Map<String, ObjectId> heads) {
        if (head != null
                && head.isSymbolic()
                && heads.containsKey(head.getTarget().getName())) {
            return head.getTarget().getName();
        }
        // No branch of HEAD's name, or an old server that does not say which: the customary one.
        ObjectId at = head == null ? null : head.getObjectId();
        for (String name : List.of("main", "master")) {
            ObjectId candidate = heads.get(Constants.R_HEADS + name);
            if (candidate != null && (at == null || candidate.equals(at))) {
                return Constants.R_HEADS + name;
            }
        }
        return heads.entrySet().stream()
                .filter(it -> at == null || it.getValue().equals(at))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(heads.isEmpty() ? null : heads.keySet().iterator().next());
    }

    /** Whether a repository has exactly these branches. */
    boolean equalThoseOf(Repository repository) throws IOException {
        List<Ref> ours = repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS);
        return ours.size() == heads.size()
                && ours.stream().allMatch(it -> it.getObjectId().equals(heads.get(it.getName())));
    }

    /** Whether a branch that is gone there has the name of a directory that a new one needs, or the reverse. */
    boolean inTheWay(String ref) {
        return !heads.containsKey(ref)
                && heads.keySet().stream().anyMatch(it -> it.startsWith(ref + "/") || ref.startsWith(it + "/"));
    }
}
