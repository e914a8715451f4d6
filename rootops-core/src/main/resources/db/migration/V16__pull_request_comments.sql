-- Reports may be comments on pull requests too, where a team asks for that.
alter table risk_report
    drop constraint risk_report_kind_check,
    add constraint risk_report_kind_check check (kind in ('check_run', 'status', 'comment'));
