-- A database each, and neither service may look into the other's.
\getenv rules_password RULES_PASSWORD
\getenv bounce_password BOUNCE_PASSWORD
create role rules login password :'rules_password';
create role bounce login password :'bounce_password';
create database rules owner rules;
create database bounce owner bounce;
revoke connect on database rules from public;
revoke connect on database bounce from public;
