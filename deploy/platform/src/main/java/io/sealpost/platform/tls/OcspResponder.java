package io.sealpost.platform.tls;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Says over HTTP which certificates of an authority are good (RFC 6960): all but those that were revoked. */
public final class OcspResponder implements AutoCloseable {
    private static final Duration VALIDITY = Duration.ofDays(1);

    private final CertificateAuthority authority;
    private final HttpServer server;
    private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();

    private OcspResponder(CertificateAuthority authority, HttpServer server) {
        this.authority = authority;
        this.server = server;
    }

    /** Starts on a free port of the loopback interface. */
    public static OcspResponder start(CertificateAuthority authority) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OcspResponder responder = new OcspResponder(authority, server);
            server.createContext("/", responder::answer);
            server.start();
            return responder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers, for the certificates that name it. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public void revoke(X509Certificate certificate) {
        revoked.add(certificate.getSerialNumber());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] response = response(new OCSPReq(request(exchange)));
            exchange.getResponseHeaders().set("Content-Type", "application/ocsp-response");
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
        } catch (GeneralSecurityException | OperatorCreationException | OCSPException e) {
            throw new IOException("cannot answer an OCSP request", e);
        }
    }

    /** RFC 6960 appendix A.1: short ones come as a path. */
    private static byte[] request(HttpExchange exchange) throws IOException {
        return exchange.getRequestMethod().equals("GET")
                ? Base64.getDecoder().decode(exchange.getRequestURI().getPath().substring(1))
                : exchange.getRequestBody().readAllBytes();
    }

    private byte[] response(OCSPReq request)
            throws GeneralSecurityException, OperatorCreationException, OCSPException, IOException {
        Signer signer = authority.signer();
        Instant now = Instant.now();
        DigestCalculator sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
        BasicOCSPRespBuilder answers = new JcaBasicOCSPRespBuilder(signer.keys().getPublic(), sha1);
        for (Req each : request.getRequestList()) {
            answers.addResponse(
                    each.getCertID(),
                    status(each.getCertID().getSerialNumber(), now),
                    Date.from(now.minus(VALIDITY)),
                    Date.from(now.plus(VALIDITY)),
                    null);
        }
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        answers.build(
                                new JcaContentSignerBuilder(signer.kind().signature("SHA256"))
                                        .build(signer.keys().getPrivate()),
                                new X509CertificateHolder[] {new JcaX509CertificateHolder(authority.certificate())},
                                Date.from(now)))
                .getEncoded();
    }

    private CertificateStatus status(BigInteger serial, Instant now) {
        return revoked.contains(serial)
                ? new RevokedStatus(Date.from(now.minus(VALIDITY)), CRLReason.keyCompromise)
                : CertificateStatus.GOOD;
    }
}
