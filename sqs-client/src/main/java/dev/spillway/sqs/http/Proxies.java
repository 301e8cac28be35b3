/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * The proxy to a server, by the system properties ({@code http.proxyHost}, {@code https.proxyHost} and those beside them) and
 * the environment ({@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code NO_PROXY}), as the SDK reads them. The SDK's own clients ask
 * only those for HTTP unless told otherwise; here a server that speaks HTTPS has those for HTTPS first.
 */
final class Proxies {

    /** One proxy, to which HTTP is spoken; what it is told of who asks may be nothing. */
    record Proxy(HttpHost host, @Nullable String authorization, Set<String> nonProxyHosts) {

        static @Nullable Proxy of(ProxyConfiguration configuration) {
            String host = configuration.host();
            if (host == null || host.isEmpty() || configuration.port() <= 0) {
                return null;
            }
            return new Proxy(
                    new HttpHost("http", host, configuration.port()),
                    basic(configuration.username(), configuration.password()),
                    configuration.nonProxyHosts());
        }

        boolean serves(String target) {
            String name = target.toLowerCase(Locale.ROOT);
            return nonProxyHosts.stream().noneMatch(name::matches);
        }

        @Override
        public String toString() {
            return "proxy " + host.toHostString();
        }
    }

    private final @Nullable Proxy http;
    private final @Nullable Proxy https;

    Proxies(@Nullable Proxy http, @Nullable Proxy https) {
        this.http = http;
        this.https = https;
    }

    static Proxies found() {
        Proxy http = Proxy.of(ProxyConfiguration.builder().build());
        Proxy https = Proxy.of(ProxyConfiguration.builder().scheme("https").build());
        return new Proxies(http, https == null ? http : https);
    }

    static Proxies of(ProxyConfiguration configuration) {
        Proxy proxy = Proxy.of(configuration);
        return new Proxies(proxy, proxy);
    }

    @Nullable Proxy to(String host, boolean tls) {
        Proxy proxy = tls ? https : http;
        return proxy != null && proxy.serves(host) ? proxy : null;
    }

    private static @Nullable String basic(@Nullable String user, @Nullable String password) {
        if (user == null || password == null) {
            return null;
        }
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
