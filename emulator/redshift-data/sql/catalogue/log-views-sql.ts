/** Types of columns that are no text, by a letter behind the name. */
const TYPES: Readonly<Record<string, string>> = {
  i: "int",
  b: "bigint",
  t: "timestamp",
  f: "boolean",
  n: "numeric(18,2)",
  d: "double precision",
};

/** Of queries that ended, and of those that run. */
const QUERY_METRICS =
  "userid:i service_class:i query:i segment:i step_type:i starttime:t slices:i max_rows:b rows:b max_cpu_time:b cpu_time:b max_blocks_read:i blocks_read:b max_run_time:b run_time:b max_blocks_to_disk:b blocks_to_disk:b step:i max_query_scan_size:b query_scan_size:b query_priority query_queue_time:b service_class_name";

/**
 * Views of what the service did, which the local accounts record of loads and unloads only: their columns, no rows. `name:i` is an integer, `:b` a
 * bigint, `:t` a timestamp, `:f` a boolean, `:n` a number, `:d` a float; any other is text.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html
 */
const LOG_VIEWS: Readonly<Record<string, string>> = {
  stl_load_errors:
    "userid:i slice:i tbl:i starttime:t session:i query:i filename line_number:b colname type col_length position:i raw_line raw_field_value err_code:i err_reason is_partial:i start_offset:b copy_job_id:b",
  stl_loaderror_detail:
    "userid:i slice:i session:i query:i filename line_number:b field:i colname value is_null:i type col_length",
  stl_load_commits:
    "userid:i query:i slice:i name filename byte_offset:i lines_scanned:i errors:i status:i curtime:t file_format is_partial:i start_offset:b copy_job_id:b",
  stl_query:
    "userid:i query:i label xid:b pid:i database querytxt starttime:t endtime:t aborted:i insert_pristine:i concurrency_scaling_status:i",
  stl_querytext: "userid:i xid:b pid:i query:i sequence:i text",
  stl_ddltext: "userid:i xid:b pid:i label starttime:t endtime:t sequence:i text",
  stl_utilitytext: "userid:i xid:b pid:i label starttime:t endtime:t sequence:i text",
  stl_error: "userid:i process recordtime:t pid:i errcode:i file linenum:i context error",
  stl_connection_log:
    "event recordtime:t remotehost remoteport pid:i dbname username authmethod duration:i sslversion sslcipher mtu:i sslcompression sslexpansion iamauthguid application_name os_version driver_version plugin_name protocol_version:i sessionid compression",
  stl_wlm_query:
    "userid:i xid:b task:i query:i service_class:i slot_count:i service_class_start_time:t queue_start_time:t queue_end_time:t total_queue_time:b exec_start_time:t exec_end_time:t total_exec_time:b service_class_end_time:t final_state est_peak_mem:b query_priority service_class_name",
  stl_alert_event_log: "userid:i query:i slice:i segment:i step:i pid:i xid:b event solution event_time:t",
  stl_explain: "userid:i query:i nodeid:i parentid:i plannode info",
  stl_scan:
    "userid:i query:i slice:i segment:i step:i starttime:t endtime:t tasknum:i rows:b bytes:b fetches:b type:i tbl:i is_rrscan is_delayed_scan rows_pre_filter:b rows_pre_user_filter:b perm_table_name is_rlf_scan is_rlf_scan_reason:i num_em_blocks:i checksum:b runtime_filtering scan_region:i num_sortkey_as_predicate:i row_fetcher_state:i consumed_scan_ranges:b work_stealing_reason:b is_vectorized_scan is_vectorized_scan_reason:i row_fetcher_reason:b topology_signature:b use_tpm_partition is_rrscan_expr",
  stl_insert:
    "userid:i query:i slice:i segment:i step:i starttime:t endtime:t tasknum:i rows:b tbl:i inserted_mega_value use_staging_table",
  stl_delete: "userid:i query:i slice:i segment:i step:i starttime:t endtime:t tasknum:i rows:b tbl:i",
  stl_vacuum:
    "userid:i xid:b table_id:i status rows:b sortedrows:i blocks:i max_merge_partitions:i eventtime:t reclaimable_rows:b reclaimable_space_mb:b cutoff_xid:b is_recluster:i",
  stl_tr_conflict: "xact_id:b process_id:i xact_start_ts:t abort_time:t table_id:i",
  stl_s3client:
    "userid:i query:i slice:i recordtime:t pid:i http_method bucket key transfer_size:b data_size:b start_time:b end_time:b transfer_time:b compression_time:b connect_time:b app_connect_time:b retries:b request_id extended_request_id ip_address is_partial:i start_offset:b",
  stl_unload_log:
    "userid:i query:i slice:i pid:i path start_time:t end_time:t line_count:b transfer_size:b file_format",
  stl_plan_info:
    "userid:i query:i nodeid:i segment:i step:i locus:i plannode:i startupcost:d totalcost:d rows:b bytes:b",
  stl_dist:
    "userid:i query:i slice:i segment:i step:i starttime:t endtime:t tasknum:i rows:b bytes:b packets:i",
  stl_bcast:
    "userid:i query:i slice:i segment:i step:i starttime:t endtime:t tasknum:i rows:b bytes:b packets:i",
  stl_return:
    "userid:i query:i slice:i segment:i step:i starttime:t endtime:t tasknum:i rows:b bytes:b packets:i",
  stl_query_metrics: QUERY_METRICS,
  stv_query_metrics: QUERY_METRICS,
  stl_commit_stats:
    "xid:b node:i startqueue:t startwork:t endflush:t endstage:t endlocal:t startglobal:t endtime:t queuelen:b permblocks:b newblocks:b dirtyblocks:b headers:b numxids:i oldestxid:b extwritelatency:b metadatawritten:i tombstonedblocks:b tossedblocks:b batched_by:b",
  stl_userlog:
    "userid:i username oldusername action usecreatedb:i usesuper:i usecatupd:i valuntil:t pid:i xid:b recordtime:t",
  stl_analyze:
    "userid:i xid:b database table_id:i status rows:d modified_rows:d threshold_percent:i is_auto starttime:t endtime:t prevtime:t num_predicate_cols:i num_new_predicate_cols:i is_background auto_analyze_phase",
  stl_sessions: "userid:i starttime:t endtime:t process:i user_name db_name timeout_sec:i",
  stl_wlm_rule_action:
    "userid:i query:i service_class:i rule action recordtime:t action_value service_class_name",
  svl_query_report:
    "userid:i query:i slice:i segment:i step:i start_time:t end_time:t elapsed_time:b rows:b bytes:b label is_diskbased workmem:b is_rrscan is_delayed_scan rows_pre_filter:b",
  svl_query_queue_info:
    "database query:i xid:b userid:i querytxt queue_start_time:t exec_start_time:t service_class:i slots:i queue_elapsed:b exec_elapsed:b wlm_total_elapsed:b commit_queue_elapsed:b commit_exec_time:b service_class_name",
  svl_compile: "userid:i xid:b pid:i query:i segment:i locus:i starttime:t endtime:t compile:i",
  stv_wlm_classification_config: "id:i condition action_seq:i action action_service_class:i",
  stv_wlm_service_class_state:
    "service_class:i num_queued_queries:i num_executing_queries:i num_serviced_queries:i num_executed_queries:i query_working_mem:i target_query_working_mem:i num_concurrency_scaling_queries:i",
  stv_wlm_query_queue_state:
    "service_class:i position:i task:i query:i slot_count:i start_time:t queue_time:b",
  stv_active_cursors: "userid:i name xid:b pid:i starttime:t row_count:b byte_count:b fetched_rows:b",
  svv_identity_providers: "uid:i name type instanceid namespc params enabled:f",
  svl_qlog:
    "userid:i query:i xid:b pid:i starttime:t endtime:t elapsed:b aborted:i label substring source_query:i concurrency_scaling_status_txt from_sp_call:i",
  svl_statementtext: "userid:i xid:b pid:i label starttime:t endtime:t sequence:i type text",
  svl_query_summary:
    "userid:i query:i stm:i seg:i step:i maxtime:b avgtime:b rows:b bytes:b rate_row:n rate_byte:n label is_diskbased workmem:b is_rrscan is_delayed_scan rows_pre_filter:b",
  svl_query_metrics_summary:
    "userid:i query:i service_class:i query_cpu_time:b query_blocks_read:b query_execution_time:b query_cpu_usage_percent:n query_temp_blocks_to_disk:b segment_execution_time:b cpu_skew:n io_skew:n scan_row_count:b join_row_count:b nested_loop_join_row_count:b return_row_count:b spectrum_scan_row_count:b spectrum_scan_size_mb:b query_queue_time:b service_class_name",
  svl_stored_proc_call:
    "userid:i session_userid:i query:i label xid:b pid:i database querytxt starttime:t endtime:t aborted:i from_sp_call:i",
  svl_stored_proc_messages:
    "userid:i session_userid:i pid:i xid:b query:i recordtime:t loglevel:i loglevel_text message linenum:i querytext label aborted:i",
  svl_s3query_summary:
    "userid:i query:i xid:b pid:i starttime:t endtime:t elapsed:b aborted:i external_table_name file_format is_partitioned is_rrscan is_nested s3_scanned_rows:b s3_scanned_bytes:b s3query_returned_rows:b s3query_returned_bytes:b files:i splits:i",
  stv_recents: "userid:i status starttime:t duration:i user_name db_name query pid:i",
  stv_sessions: "starttime:t process:i user_name db_name timeout_sec:i",
  stv_inflight:
    "userid:i slice:i query:i label xid:b pid:i starttime:t text suspended:i insert_pristine:i concurrency_scaling_status:i",
  stv_locks:
    "table_id:i last_commit:t last_update:t lock_owner:b lock_owner_pid:i lock_owner_start_ts:t lock_owner_end_ts:t lock_status",
  stv_blocklist:
    "slice:i col:i tbl:i blocknum:i num_values:i extended_limits:i minvalue:b maxvalue:b sb_pos:i pinned:i on_disk:i backed_up:i modified:i hdr_modified:i unsorted:i tombstone:i preferred_diskno:i temporary:i newblock:i num_readers:i id:i flags:i",
  stv_tbl_perm:
    "slice:i id:i name rows:b sorted_rows:b temp:i db_id:i insert_pristine:i delete_pristine:i backup:i dist_style:i block_count:i",
  stv_slices: "node:i slice:i localslice:i type",
  stv_partitions:
    "owner:i host:i diskno:i part_begin:b part_end:b used:i tossed:i capacity:i reads:b writes:b seek_forward:i seek_back:i is_san:i failed:i mbps:i mount",
  stv_load_state:
    "userid:i session:i query:i slice:i pid:i recordtime:t bytes_to_load:b bytes_loaded:b bytes_to_load_compressed:b bytes_loaded_compressed:b lines:i num_files:i num_files_complete:i current_file pct_complete:i",
  stv_wlm_query_state:
    "xid:b task:i query:i service_class:i slot_count:i wlm_start_time:t state queue_time:b exec_time:b query_priority",
  stv_wlm_service_class_config:
    "service_class:i queueing_strategy num_query_tasks:i target_num_query_tasks:i evictable eviction_threshold:b query_working_mem:i target_query_working_mem:i min_step_mem:i name max_execution_time:b user_group_wild_card query_group_wild_card concurrency_scaling query_priority",
  sys_query_history:
    "user_id:i query_id:b query_label transaction_id:b session_id:i database_name query_type status result_cache_hit:f start_time:t end_time:t elapsed_time:b queue_time:b execution_time:b error_message returned_rows:b returned_bytes:b query_text redshift_version usage_limit compute_type compile_time:b planning_time:b lock_wait_time:b service_class_id:i service_class_name query_priority short_query_accelerated user_query_hash generic_query_hash query_hash_version:i result_cache_query_id:b username",
  sys_query_detail:
    "user_id:i query_id:b child_query_sequence:i stream_id:i segment_id:i step_id:i step_name table_id:i table_name is_rrscan start_time:t end_time:t duration:b alert input_bytes:b input_rows:b output_bytes:b output_rows:b blocks_read:b blocks_write:b local_read_io:b remote_read_io:b source data_skewness:i time_skewness:i is_active spilled_block_local_disk:b spilled_block_remote_disk:b step_attribute",
  sys_query_text: "user_id:i query_id:b transaction_id:b session_id:i start_time:t sequence:i text",
  sys_external_query_detail:
    "user_id:i query_id:b transaction_id:b child_query_sequence:i segment_id:i source_type start_time:t end_time:t duration:b total_partitions:b qualified_partitions:b scanned_files:b returned_rows:b returned_bytes:b file_format file_location external_query_text warning_message table_name is_recursive is_nested s3list_time:b get_partition_time:b",
  sys_load_history:
    "user_id:i query_id:b transaction_id:b session_id:i database_name status table_name start_time:t end_time:t duration:b data_source file_format loaded_rows:b loaded_bytes:b source_file_count:i source_file_bytes:b file_count_scanned:i file_bytes_scanned:b error_count:i copy_job_id:b",
  sys_load_detail:
    "user_id:i query_id:b file_name bytes_scanned:b lines_scanned:b record_time:t splits_scanned:i start_time:t end_time:t file_etag file_last_modified:t",
  sys_load_error_detail:
    "user_id:i query_id:b transaction_id:b session_id:i database_name table_id:i start_time:t file_name line_number:b column_name column_type column_length position:i error_code:i error_message",
  sys_unload_history:
    "user_id:i query_id:b transaction_id:b session_id:i database_name status start_time:t end_time:t duration:b file_format compression_type unloaded_location unloaded_rows:b unloaded_files_count:b unloaded_files_size:b error_message",
  sys_unload_detail:
    "user_id:i query_id:i session_id:i transaction_id:b file_name start_time:t end_time:t line_count:b transfer_size:b file_format",
  sys_connection_log:
    "event record_time:t remote_host remote_port session_id:i database_name user_name auth_method duration:i ssl_version ssl_cipher mtu:i ssl_compression ssl_expansion iam_auth_guid application_name driver_version os_version plugin_name protocol_version:i global_session_id",
  sys_session_history:
    "user_id:i session_id:i database_name status session_timeout:i start_time:t end_time:t",
  sys_procedure_messages:
    "user_id:i query_id:b transaction_id:b session_id:i record_time:t log_level message line_number:i",
  sys_serverless_usage:
    "start_time:t end_time:t compute_seconds:b compute_capacity:n data_storage:i cross_region_transferred_data:i charged_seconds:b charged_extra_compute_for_automatic_optimization_seconds:b",
  sys_vacuum_history:
    "user_id:i transaction_id:b query_id:b database_name schema_name table_name table_id:i vacuum_type is_automatic:f status start_time:t end_time:t record_time:t duration:b rows_before_vacuum:b size_before_vacuum:i reclaimable_rows:b reclaimed_rows:b reclaimed_blocks:b sortedrows_before_vacuum:b sortedrows_after_vacuum:b",
  svv_external_schemas: "esoid:i eskind:i schemaname esowner:i databasename esoptions",
  svv_external_tables:
    "redshift_database_name schemaname tablename tabletype location input_format output_format serialization_lib serde_parameters compressed:i parameters",
  svv_external_columns:
    "redshift_database_name schemaname tablename columnname external_type columnnum:i part_key:i is_nullable",
  svv_external_databases: "eskind:i databasename location parameters",
  svv_datashares:
    "share_name share_id:i share_owner:i source_database consumer_database share_type createdate:t is_publicaccessible:f share_acl producer_account producer_namespace managed_by",
  svv_transactions:
    "txn_owner txn_db xid:b pid:i txn_start:t lock_mode lockable_object_type relation:i granted:f",
  svv_vacuum_progress: "table_name status time_remaining_estimate",
  svv_query_inflight: "userid:i slice:i query:i pid:i starttime:t suspended:i text sequence:i",
  svv_query_state:
    "userid:i query:i seg:i step:i maxtime:b avgtime:b rows:b bytes:b cpu:b memory:b rate_row:n rate_byte:n label is_diskbased workmem:b num_parts:i is_rrscan is_delayed_scan",
  svv_diskusage:
    "db_id:i name slice:i col:i tbl:i blocknum:i num_values:i extended_limits:i minvalue:b maxvalue:b sb_pos:i pinned:i on_disk:i backed_up:i modified:i hdr_modified:i unsorted:i tombstone:i preferred_diskno:i temporary:i newblock:i num_readers:i id:i flags:i",
  svv_interleaved_columns: "tbl:i col:i interleaved_skew:n last_reindex:t",
  svv_alter_table_recommendations: "type database table_id:i group_id:i ddl auto_eligible",
};

/** Views of loads and unloads, of which the local accounts keep rows. */
const KEPT_VIEWS: ReadonlySet<string> = new Set([
  ...["stl_load_errors", "stl_load_commits", "stl_unload_log"],
  ...[
    "sys_load_history",
    "sys_load_detail",
    "sys_load_error_detail",
    "sys_unload_history",
    "sys_unload_detail",
  ],
]);

interface LogColumn {
  readonly label: string;
  readonly type: string;
}

/** Everybody sees their own rows, a superuser all. */
function keptViewSql(name: string, columns: readonly LogColumn[]): string {
  const declared = columns
    .filter(({ label }) => !isUser(label))
    .map(({ label, type }) => `"${label}" ${type}`);
  const shown = columns.map(({ label }) => {
    if (!isUser(label)) return `"${label}"`;
    return `(SELECT oid::bigint::int FROM pg_catalog.pg_roles WHERE rolname = user_name) AS "${label}"`;
  });
  return `CREATE TABLE pg_internal.${name}_rows (user_name name NOT NULL, ${declared.join(", ")});
CREATE VIEW pg_catalog.${name} AS SELECT ${shown.join(", ")} FROM pg_internal.${name}_rows WHERE user_name = pg_internal.caller()
  OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = pg_internal.caller())`;
}

function isUser(label: string): boolean {
  return label === "userid" || label === "user_id";
}

function viewSql(name: string, text: string): string {
  const columns = text.split(" ").map((column) => {
    const [label = "", letter = ""] = column.split(":");
    return { label, type: TYPES[letter] ?? "text" };
  });
  if (KEPT_VIEWS.has(name)) return keptViewSql(name, columns);
  const list = columns.map(({ label, type }) => `NULL::${type} AS "${label}"`);
  return `CREATE VIEW pg_catalog.${name} AS SELECT ${list.join(", ")} WHERE false`;
}

export const LOG_VIEWS_SQL: string = Object.entries(LOG_VIEWS)
  .map(([name, columns]) => viewSql(name, columns))
  .join(";\n");
