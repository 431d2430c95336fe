/** Proves that manifests, dashboards and alerts are well formed and speak of what the services have. */
package io.sealpost.kubernetes;
