package io.heatlens.web.tomcat;

import io.heatlens.image.UploadLimits;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures Tomcat beyond what its properties can express: the valves, and the answers
 * to errors.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TomcatConfiguration {

	/**
	 * Limits uploads to a quarter of the heap. Most of the heap is left to image decoders
	 * at work, which have a limit of their own.
	 * @return the memory of the uploads
	 */
	@Bean
	UploadMemory uploadMemory() {
		return new UploadMemory(Runtime.getRuntime().maxMemory() / 4);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodies(UploadTimeout timeout, UploadMemory memory,
			GoneClients clients, UploadLimits limits, @Value("${server.tomcat.threads.max:200}") int threads) {
		return (factory) -> {
			factory.addEngineValves(new UnparsedRequestId(), new ThreadReserve(threads, limits.maxSize()),
					new BodyValve(timeout, memory, clients));
			factory.addConnectorCustomizers((connector) -> {
				// An image without a file name counts as a form field.
				connector.setMaxPostSize((int) Math.min(limits.maxSize().toBytes(), Integer.MAX_VALUE));
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
					// Otherwise 100 Continue is sent before anything is checked.
					http.setContinueResponseTiming("onRead");
				}
			});
		};
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemErrorReports() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ProblemErrorReportValve.class.getName());
			}
		});
	}

}
