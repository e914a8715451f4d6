package io.rootops.core.signal.declaration;

import io.rootops.core.signal.origin.Declaration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Workloads of a Kubernetes manifest, with the images that they run. */
final class Manifest {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private Manifest() {}

    static List<Declaration> services(String file, Map<?, ?> document) {
        if ("List".equals(document.get("kind"))) {
            return Fields.list(document.get("items")).stream()
                    .flatMap(it -> workload(file, Fields.map(it)).stream())
                    .toList();
        }
        return workload(file, document);
    }

    private static List<Declaration> workload(String file, Map<?, ?> document) {
        if (!(document.get("kind") instanceof String kind) || !WORKLOADS.contains(kind)) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        add(names, Fields.at(document, "metadata"), "name");
        add(names, Fields.at(document, "spec", "template", "metadata", "labels"), "app");
        add(names, Fields.at(document, "spec", "template", "metadata", "labels"), "app.kubernetes.io/name");
        List<Declaration> found = new ArrayList<>();
        for (Object container :
                Fields.list(Fields.at(document, "spec", "template", "spec").get("containers"))) {
            String image = Fields.image(Fields.map(container).get("image"));
            if (image != null) {
                names.forEach(it -> found.add(new Declaration(it, file, null, image)));
            }
        }
        return found;
    }

    private static void add(Set<String> names, Map<?, ?> fields, String field) {
        String name = Fields.name(fields.get(field));
        if (name != null) {
            names.add(name);
        }
    }
}
