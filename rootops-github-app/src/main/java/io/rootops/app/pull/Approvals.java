package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ForgeJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who approves of a pull request, from all reviews of it. */
final class Approvals {
    private Approvals() {}

    /**
     * Those whose last review that judges approves: a comment takes no approval back.
     *
     * @param reviews oldest first, as GitHub lists them
     * @return logins, by the alphabet
     */
    static List<String> of(JsonNode reviews) {
        Map<String, String> last = new LinkedHashMap<>();
        for (JsonNode review : reviews) {
            String login = ForgeJson.text(review.at("/user/login"), ForgeJson.LONGEST_NAME);
            String state = review.path("state").asText();
            if (login != null
                    && List.of("APPROVED", "CHANGES_REQUESTED", "DISMISSED").contains(state)) {
                last.put(login, state);
            }
        }
        return last.entrySet().stream()
                .filter(it -> it.getValue().equals("APPROVED"))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
