/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.TlsKeyManagersProvider;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.utils.AttributeMap;

/** TLS 1.2 and 1.3, by the JVM's trust store and with the server's name checked, where the SDK's options say nothing else. */
final class Tls {

    private Tls() {}

    /** @throws IllegalArgumentException if all certificates are to be trusted and some trust managers are to be asked */
    static ClientTlsStrategyBuilder strategies(AttributeMap options) {
        TlsTrustManagersProvider trust = options.get(SdkHttpConfigurationOption.TLS_TRUST_MANAGERS_PROVIDER);
        boolean all = options.get(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES);
        if (all && trust != null) {
            throw new IllegalArgumentException(
                    "trustAllCertificates and a tlsTrustManagersProvider exclude each other: set one of them");
        }
        TrustManager @Nullable [] trusted =
                all ? new TrustManager[] {new TrustAll()} : trust == null ? null : trust.trustManagers();
        return ClientTlsStrategyBuilder.create()
                .setSslContext(context(options, trusted))
                // HttpClient 5.6 asks the JVM's TLS for this check too late for it to have an effect
                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .setHostnameVerifier(all ? NoopHostnameVerifier.INSTANCE : new DefaultHostnameVerifier());
    }

    private static SSLContext context(AttributeMap options, TrustManager @Nullable [] trusted) {
        TlsKeyManagersProvider keys = options.get(SdkHttpConfigurationOption.TLS_KEY_MANAGERS_PROVIDER);
        KeyManager @Nullable [] own = keys == null ? null : keys.keyManagers();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    /** For tests against servers with certificates that nobody signed. */
    private static final class TrustAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
