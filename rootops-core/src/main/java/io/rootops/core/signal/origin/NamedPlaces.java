package io.rootops.core.signal.origin;

import io.rootops.core.signal.ServiceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Repositories, and directories of them that are built by themselves, by their names, and by those that files declare. */
final class NamedPlaces {
    private final Map<Basis, Map<String, List<Sign>>> places = new EnumMap<>(Basis.class);

    NamedPlaces(List<KnownRepository> repositories) {
        for (KnownRepository it : repositories) {
            String name = it.name().substring(it.name().lastIndexOf('/') + 1);
            add(NameForm.exact(name), new Sign(Basis.NAME, it.id(), "", "the repository has its name"));
            add(
                    NameForm.similar(name, ""),
                    new Sign(
                            Basis.SIMILAR_NAME,
                            it.id(),
                            "",
                            "the repository has its name, but for words that say what kind of thing it is or where it runs"));
            it.directories().forEach(directory -> add(it, directory));
        }
        // Images are of places that are known by then.
        repositories.forEach(it -> it.declarations().forEach(declared -> add(it, declared)));
    }

    private void add(KnownRepository repository, Declaration declared) {
        String service = NameForm.exact(declared.service());
        String path = declared.path();
        if (path != null) {
            String from = path.isEmpty() ? "" : " from the directory " + path;
            add(service, new Sign(Basis.DECLARATION, repository.id(), path, declared.file() + " builds it" + from));
        } else if (declared.image() != null) {
            String image =
                    NameForm.exact(declared.image().substring(declared.image().lastIndexOf('/') + 1));
            String words =
                    declared.file() + " of " + repository.name() + " runs the image " + declared.image() + " as it";
            Stream.concat(
                            at(Basis.NAME, image).stream(),
                            at(Basis.DIRECTORY, image).stream()
                                    .filter(it -> it.repository().equals(repository.id())))
                    .forEach(it -> add(service, new Sign(Basis.DECLARATION, it.repository(), it.path(), words)));
        }
    }

    private void add(KnownRepository repository, String directory) {
        if (!KnownRepository.builds(directory)) {
            return;
        }
        List<String> parts = Arrays.asList(directory.split("/"));
        String last = parts.get(parts.size() - 1);
        // As payments/api is where payments-api comes from.
        String both = parts.size() == 1 ? last : parts.get(parts.size() - 2) + "-" + last;
        Stream.of(last, both)
                .map(NameForm::exact)
                .distinct()
                .forEach(it -> add(
                        it,
                        new Sign(
                                Basis.DIRECTORY,
                                repository.id(),
                                directory,
                                "the directory " + directory + " is built by itself and has its name")));
        Stream.of(last, both)
                .map(it -> NameForm.similar(it, ""))
                .distinct()
                .forEach(it -> add(
                        it,
                        new Sign(
                                Basis.SIMILAR_DIRECTORY,
                                repository.id(),
                                directory,
                                "the directory " + directory
                                        + " is built by itself and has its name, but for words that say what kind of"
                                        + " thing it is or where it runs")));
    }

    private void add(String name, Sign sign) {
        if (!name.isEmpty()) {
            places.computeIfAbsent(sign.basis(), it -> new HashMap<>())
                    .computeIfAbsent(name, it -> new ArrayList<>())
                    .add(sign);
        }
    }

    List<Sign> named(ServiceName service) {
        String exact = NameForm.exact(service.name());
        String similar = NameForm.similar(service.name(), service.environment());
        return Stream.of(
                        at(Basis.NAME, exact),
                        at(Basis.DECLARATION, exact),
                        at(Basis.DIRECTORY, exact),
                        at(Basis.SIMILAR_NAME, similar),
                        at(Basis.SIMILAR_DIRECTORY, similar))
                .flatMap(List::stream)
                .toList();
    }

    private List<Sign> at(Basis basis, String name) {
        return places.getOrDefault(basis, Map.of()).getOrDefault(name, List.of());
    }
}
