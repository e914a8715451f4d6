-- Reports that told of a provisional score are looked up after each reading; there are few.
create index risk_report_listed on risk_report (repository_id, kind) where listed;
