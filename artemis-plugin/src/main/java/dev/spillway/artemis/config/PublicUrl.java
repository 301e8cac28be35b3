/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address that clients have of an endpoint behind a load balancer: scheme, host and perhaps a port. */
public final class PublicUrl {

    private PublicUrl() {}

    /**
     * @return without a slash at the end
     * @throws IllegalArgumentException if it is of another form; the message says what is right
     */
    public static URI parse(String text) {
        URI url;
        try {
            url = new URI(text.strip()).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw wrong(text);
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!http
                || !bare
                || url.getHost() == null
                || !String.valueOf(url.getRawPath()).matches("/?")) {
            throw wrong(text);
        }
        return URI.create(scheme + "://" + url.getRawAuthority());
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("public URL '" + text
                + "' has to be a scheme and a host, perhaps a port, and no path, such as https://queues.example.com");
    }
}
