package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** GET /dashboard/connect, with organization=LOGIN for an App that is to belong to one. */
final class ConnectServlet extends PageServlet {
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})");

    private final transient ConnectPage page;

    ConnectServlet(ConnectPage page) {
        super(page.pages);
        this.page = page;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        String organization = query.get("organization");
        if (organization != null && !LOGIN.matcher(organization).matches()) {
            throw query.wrong("organization", "the name of an organisation as it stands in its address on GitHub");
        }
        return page.show(request, organization);
    }
}
