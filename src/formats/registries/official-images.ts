// The official images of Docker Hub that people name without `library/`, those that are often pulled.

const NAMES = `alpine almalinux amazonlinux archlinux bash buildpack-deps busybox caddy cassandra centos
  clojure composer consul couchdb debian docker dotnet drupal eclipse-temurin elasticsearch elixir erlang
  fedora flink gcc ghost golang gradle groovy haproxy haskell hello-world httpd influxdb ibmjava jenkins
  jetty joomla jruby julia kibana logstash mariadb matomo maven mediawiki memcached mongo mongo-express
  mysql nats nextcloud nginx node openjdk opensuse oraclelinux percona perl photon php phpmyadmin postgres
  pypy python r-base rabbitmq rakudo-star redis redmine registry rethinkdb rockylinux ruby rust scratch
  solr sonarqube spark storm swift telegraf tomcat traefik ubuntu vault varnish wordpress zookeeper`;

const OFFICIAL: ReadonlySet<string> = new Set(NAMES.split(/\s+/));

export function isOfficialImage(name: string): boolean {
  return OFFICIAL.has(name);
}
