package io.heatlens.web.tomcat;

import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures Tomcat beyond what its properties can say: the valves, and how it reports
 * errors.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TomcatConfiguration {

	/**
	 * Leaves most of the heap to readers at work, which have a bound of their own.
	 * @return a quarter of it
	 */
	@Bean
	UploadMemory uploadMemory() {
		return new UploadMemory(Runtime.getRuntime().maxMemory() / 4);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodies(UploadTimeout timeout, UploadMemory memory,
			GoneClients clients, @Value("${server.tomcat.threads.max:200}") int threads) {
		return (factory) -> {
			factory.addEngineValves(new ThreadReserve(threads), new BodyValve(timeout, memory, clients));
			factory.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
					// else a client that asks first is told to go on before anything is
					// checked
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
