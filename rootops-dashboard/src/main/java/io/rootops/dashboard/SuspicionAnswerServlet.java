package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** POST /api/v1/intelligence/suspicions/{id}: an answer to a suspicion, or that one is undone. */
final class SuspicionAnswerServlet extends JsonServlet {
    private final transient SuspicionsReader suspicions;
    private final transient SuspicionActions actions;

    SuspicionAnswerServlet(Json json, SuspicionsReader suspicions, SuspicionActions actions) {
        super(json);
        this.suspicions = suspicions;
        this.actions = actions;
    }

    @Override
    List<String> methods() {
        return List.of("POST");
    }

    @Override
    Answer answer(HttpServletRequest request) throws IOException {
        SameOrigin.require(request);
        JsonBody body = JsonBody.of(request);
        String path = request.getPathInfo();
        String id = path == null ? "" : path.substring(1);
        return ok(suspicions
                .read(actions.take(id, says(body), request))
                .orElseThrow(() -> ProblemException.unknownSuspicion(id, body.path())));
    }

    private static SuspicionActions.Says says(JsonBody body) {
        String word = body.text("answer");
        return Arrays.stream(SuspicionActions.Says.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> body.wrong(
                        "answer",
                        Arrays.stream(SuspicionActions.Says.values())
                                .map(it -> it.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
