package io.rootops.app.github;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The commit statuses of a GitHub on loopback, newest first as there. Thread-safe. */
final class FakeStatuses {
    private final ObjectMapper json = new ObjectMapper();
    private final List<Status> all = new ArrayList<>();

    record Status(
            long id,
            @JsonIgnore String repository,
            @JsonIgnore String sha,
            String state,
            String context,
            String description) {}

    /** @return the answer */
    synchronized String add(String repository, String sha, byte[] body) throws IOException {
        JsonNode it = json.readTree(body);
        Status status = new Status(
                all.size() + 1L,
                repository,
                sha,
                it.path("state").asText(),
                it.path("context").asText(),
                it.path("description").asText());
        all.add(0, status);
        return json.writeValueAsString(status);
    }

    synchronized String of(String repository, String sha) throws IOException {
        return json.writeValueAsString(all.stream()
                .filter(it -> it.repository().equals(repository) && it.sha().equals(sha))
                .toList());
    }

    synchronized List<Status> all() {
        return List.copyOf(all);
    }
}
