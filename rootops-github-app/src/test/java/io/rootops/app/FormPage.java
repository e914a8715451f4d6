package io.rootops.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page with a form as a browser holds it: what the form sends back, and the cookies to send with it.
 *
 * @param body of the page
 * @param cookie for the Cookie header
 * @param csrf value of the hidden field
 */
public record FormPage(String body, String cookie, String csrf) {
    private static final Pattern FIELD = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

    /** @param cookies that the browser has already */
    public static FormPage open(HttpClient http, URI page, String... cookies) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page).header("Accept", "text/html,*/*;q=0.8");
        if (cookies.length > 0) {
            request.header("Cookie", String.join("; ", cookies));
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        List<String> set = answer.headers().allValues("Set-Cookie");
        Matcher field = FIELD.matcher(answer.body());
        if (!field.find()) {
            throw new IOException("no form at " + page + ": " + answer.statusCode());
        }
        String all = Stream.concat(Stream.of(cookies), set.stream().map(it -> it.replaceAll(";.*", "")))
                .collect(Collectors.joining("; "));
        return new FormPage(answer.body(), all, field.group(1));
    }
}
