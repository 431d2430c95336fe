package io.sealpost.platform.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sealpost.platform.dns.DnsFixture;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * One DNS server for all tests of a JVM; sets {@code sealpost.dns.servers}. Tests reach its zone by JMX, since they may
 * come from another class loader.
 */
public final class DnsResource implements QuarkusTestResourceLifecycleManager {
    private static final String RUNNING = "sealpost.test.dns";
    private static final String ZONE = RUNNING + ":type=Zone";

    /** The zone, as JMX offers it. */
    public interface Zone {
        void txt(String name, String text);
    }

    /** Publishes a TXT record from now on. */
    public static void txt(String name, String text) {
        String[] types = {String.class.getName(), String.class.getName()};
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(ZONE), "txt", new Object[] {name, text}, types);
        } catch (JMException e) {
            throw new IllegalStateException("the DNS server of the tests takes no record", e);
        }
    }

    @Override
    public Map<String, String> start() {
        String server = System.getProperty(RUNNING);
        if (server == null) {
            DnsFixture dns = DnsFixture.start(0);
            server = dns.server();
            offer((name, text) -> dns.zone().txt(name, text));
            System.setProperty(RUNNING, server);
        }
        return Map.of("sealpost.dns.servers", server);
    }

    @Override
    public void stop() {}

    private static void offer(Zone zone) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(zone, Zone.class), new ObjectName(ZONE));
        } catch (JMException e) {
            throw new IllegalStateException("the zone of the tests cannot be offered", e);
        }
    }
}
